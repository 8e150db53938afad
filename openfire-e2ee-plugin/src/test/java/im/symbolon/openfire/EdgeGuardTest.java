package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.service.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.Presence;

class EdgeGuardTest {
  private static final JID ALICE = new JID("alice@alpha.test/pc");
  private static final JID BOB = new JID("bob@beta.test");

  private final List<Packet> judged = new ArrayList<>();
  private final List<Packet> told = new ArrayList<>();
  private boolean refuse = true;
  private boolean mayLeave = true;
  private final EdgeGuard guard =
      new EdgeGuard(
          packet -> {
            judged.add(packet);
            return refuse
                ? Optional.of(new Violation("everybody", "Not like this."))
                : Optional.empty();
          },
          packet -> mayLeave,
          told::add);

  private static <P extends Packet> P stanza(P packet) {
    packet.setID("i1");
    packet.setFrom(ALICE);
    packet.setTo(BOB);
    return packet;
  }

  private void assertRejected(Packet packet, boolean incoming) {
    assertThatThrownBy(() -> guard.intercept(packet, true, incoming))
        .isInstanceOfSatisfying(
            PacketRejectedException.class,
            e -> assertThat(e.getRejectionMessage()).as("would be sent as a body").isNull());
  }

  /** What the host says by itself after a rejection. */
  private static IQ hostsAnswer() {
    IQ answer = new IQ(IQ.Type.error);
    answer.setID("i1");
    answer.setFrom(BOB);
    answer.setTo(ALICE);
    answer.setError(PacketError.Condition.not_allowed);
    return answer;
  }

  @Test
  void judgesOnceWhenAStanzaComesIn() throws Exception {
    refuse = false;
    Message message = stanza(new Message());
    for (boolean incoming : new boolean[] {true, false}) {
      for (boolean processed : new boolean[] {false, true}) {
        guard.interceptPacket(message, null, incoming, processed);
      }
    }
    assertThat(judged).containsExactly(message);
    assertThat(told).isEmpty();
  }

  @Test
  void keepsBackWhatMustNotPassAndSaysWhy() {
    Message message = stanza(new Message());
    message.setBody("the merger is on friday");
    assertRejected(message, true);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).toXML())
        .contains("policy-violation", "Not like this.")
        .doesNotContain("merger");
    assertThat(told.get(0).getTo()).isEqualTo(ALICE);
  }

  /** OPENFIRE-FACTS §2.1: stanzas of other servers come without a session. */
  @Test
  void whatComesFromAnotherServerIsKeptBackTheSame() {
    assertThatThrownBy(() -> guard.interceptPacket(stanza(new Message()), null, true, false))
        .isInstanceOf(PacketRejectedException.class);
    assertThat(told).hasSize(1);
  }

  @Test
  void aRequestGetsOneAnswerAndThatIsOurs() throws Exception {
    assertRejected(stanza(new IQ(IQ.Type.get)), true);
    assertThat(told).hasSize(1);
    assertRejected(hostsAnswer(), false);
    guard.intercept(hostsAnswer(), true, false); // a later one is another's
  }

  @Test
  void presenceToSomebodyShutOutIsDroppedInSilence() {
    assertRejected(stanza(new Presence()), true);
    Presence answer = new Presence();
    answer.setID("i1");
    answer.setFrom(BOB);
    answer.setTo(ALICE);
    answer.setError(PacketError.Condition.not_allowed);
    assertRejected(answer, false);
    assertThat(told).isEmpty();
  }

  @Test
  void whatMustNotLeaveIsStoppedInSilenceButForOurErrors() throws Exception {
    mayLeave = false;
    assertRejected(stanza(new Presence()), false);
    assertThat(told).isEmpty();
    assertRejected(stanza(new Message()), true);
    guard.intercept(told.get(0), false, false);
  }

  @Test
  void othersErrorsAreDelivered() throws Exception {
    assertRejected(stanza(new IQ(IQ.Type.get)), true);
    IQ other = hostsAnswer();
    other.setID("i2");
    guard.intercept(other, true, false);
    refuse = false;
    guard.intercept(stanza(new IQ(IQ.Type.get)), true, true);
    guard.intercept(hostsAnswer(), true, false);
  }
}
