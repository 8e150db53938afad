package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

class ServersMailTest {
  private final ServersMail mail =
      new ServersMail("alpha.test", () -> Set.of(new JID("root@alpha.test"), new JID("r@b.test")));

  private static Message message(String to, String body) {
    Message message = new Message();
    message.setID("m1");
    message.setFrom("alice@alpha.test/pc");
    message.setTo(to);
    message.setBody(body);
    return message;
  }

  @BeforeEach
  void forget() {
    mail.isPassedOn(new Presence());
  }

  @Test
  void whatIsWrittenToTheServerIsPassedOnToEachReader() {
    mail.passed(message("alpha.test", "hello"));
    assertThat(mail.isPassedOn(message("root@alpha.test", "hello"))).isTrue();
    assertThat(mail.isPassedOn(message("r@b.test", "hello"))).isTrue();
  }

  @Test
  void nobodyElseGetsAnythingByThatWay() {
    mail.passed(message("alpha.test", "hello"));
    assertThat(mail.isPassedOn(message("bob@beta.test", "hello"))).isFalse();
    assertThat(mail.isPassedOn(message("root@alpha.test", "hello"))).as("too late").isFalse();
  }

  @Test
  void otherWordsAndOtherSendersAreNotPassedOn() {
    mail.passed(message("alpha.test", "hello"));
    assertThat(mail.isPassedOn(message("root@alpha.test", "other words"))).isFalse();
    mail.passed(message("alpha.test", "hello"));
    Message others = message("root@alpha.test", "hello");
    others.setFrom("eve@alpha.test/pc");
    assertThat(mail.isPassedOn(others)).isFalse();
  }

  @Test
  void onlyTheServerItselfPassesOn() {
    for (String to : new String[] {"conference.alpha.test", "bob@alpha.test", "alpha.test/x"}) {
      mail.passed(message(to, "hello"));
      assertThat(mail.isPassedOn(message("root@alpha.test", "hello"))).as(to).isFalse();
    }
  }
}
