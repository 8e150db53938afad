package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

class ListNoticesTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  private final List<BareJid> told = new ArrayList<>();
  private final ListNotices notices = new ListNotices("beta.test", told::add);

  private void pass(Packet packet, boolean processed) {
    notices.interceptPacket(packet, null, true, processed);
  }

  private static IQ iq(String attributes, String content) throws Exception {
    String text = "<iq id='1' " + attributes + ">" + content + "</iq>";
    return new IQ(DocumentHelper.parseText(text).getRootElement());
  }

  private static String pubsub(String namespace) {
    return "<pubsub xmlns='" + namespace + "'/>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://jabber.org/protocol/pubsub", "http://jabber.org/protocol/pubsub#owner"})
  void tellsBeforeAndAfter(String namespace) throws Exception {
    IQ iq = iq("type='set' from='bob@beta.test/pc'", pubsub(namespace));
    pass(iq, false);
    assertThat(told).containsExactly(BOB);
    pass(iq, true);
    assertThat(told).containsExactly(BOB, BOB);
  }

  /** A node may let others publish. */
  @Test
  void tellsOfTheOneWhoIsAsked() throws Exception {
    String addresses = "type='set' from='eve@alpha.test/x' to='bob@beta.test'";
    pass(iq(addresses, pubsub("http://jabber.org/protocol/pubsub")), false);
    assertThat(told).containsExactly(BOB);
  }

  @ParameterizedTest
  @CsvSource({
    "get,bob@beta.test/pc,http://jabber.org/protocol/pubsub",
    "set,beta.test,http://jabber.org/protocol/pubsub",
    "set,bob@conference.beta.test/x,http://jabber.org/protocol/pubsub",
    "set,bob@beta.test/pc,http://jabber.org/protocol/pubsub#event"
  })
  void nothingElseIsAChange(String type, String from, String namespace) throws Exception {
    pass(iq("type='" + type + "' from='" + from + "'", pubsub(namespace)), false);
    assertThat(told).isEmpty();
  }

  @Test
  void whatHasNoContentOrNoSenderIsNone() throws Exception {
    pass(iq("type='set' from='bob@beta.test/pc'", ""), false);
    pass(iq("type='set'", pubsub("http://jabber.org/protocol/pubsub")), false);
    pass(new Message(), false);
    assertThat(told).isEmpty();
  }
}
