package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.Message;

class CarbonRepairTest {
  private static final String ENCRYPTED = "<encrypted xmlns='urn:xmpp:omemo:2'/>";

  private static Message message(String attributes, String content) throws Exception {
    return new Message(
        DocumentHelper.parseText("<message " + attributes + ">" + content + "</message>")
            .getRootElement());
  }

  private static Message.Type after(Message message, boolean incoming, boolean processed) {
    new CarbonRepair().interceptPacket(message, null, incoming, processed);
    return message.getType();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from='a@a.test/x' to='b@b.test'",
        "from='a@a.test/x' to='b@b.test/y' type='normal'",
        "from='a@a.test/x'"
      })
  void encryptedMessagesWithoutTypeBecomeChats(String attributes) throws Exception {
    assertThat(after(message(attributes, ENCRYPTED), true, false)).isEqualTo(Message.Type.chat);
    String legacy = "<encrypted xmlns='eu.siacs.conversations.axolotl'/><body>b</body>";
    assertThat(after(message(attributes, legacy), true, false)).isEqualTo(Message.Type.chat);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from='a@a.test/x' to='b@b.test' type='headline'",
        "from='a@a.test/x' to='b@b.test' type='error'",
        "from='a@a.test/x' to='r@c.b.test' type='groupchat'",
        "from='a.test' to='b@b.test'",
        "from='a@a.test/x' to='b.test'",
        "to='b@b.test'"
      })
  void everythingElseStaysWhatItIs(String attributes) throws Exception {
    Message message = message(attributes, ENCRYPTED);
    Message.Type before = message.getType();
    assertThat(after(message, true, false)).isEqualTo(before);
  }

  @Test
  void onlyWhatComesInAndIsEncryptedIsLookedAt() throws Exception {
    String way = "from='a@a.test/x' to='b@b.test'";
    assertThat(after(message(way, "<body>b</body>"), true, false)).isEqualTo(Message.Type.normal);
    assertThat(after(message(way, "<encrypted xmlns='urn:x'/>"), true, false))
        .isEqualTo(Message.Type.normal);
    assertThat(after(message(way, ENCRYPTED), false, false)).isEqualTo(Message.Type.normal);
    assertThat(after(message(way, ENCRYPTED), true, true)).isEqualTo(Message.Type.normal);
  }
}
