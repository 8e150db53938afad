package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

class RemoteMailTest {
  private static final String AL = "al@alpha.test/pc";
  private static final String BO = "bo@beta.test/phone";

  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<Packet> routed = new ArrayList<>();
  private final Lanes<RemoteMail.Pair> lanes = new Lanes<>(later::add, 100);
  private final RemoteMail mail =
      new RemoteMail("beta.test", each -> "sealed".equals(each.getBody()), this::route, lanes);

  @Test
  void whatIsKeptIsRoutedOnAnotherThreadAndSeenThereOnce() throws Exception {
    Message sealed = message(AL, BO, "sealed");
    assertTaken(sealed);
    assertThat(routed).isEmpty();
    runAll();
    assertThat(routed).containsExactly(sealed);
  }

  @Test
  void nothingElseIsHeldUp() {
    assertPasses(message(AL, BO, "open"));
    assertPasses(between(new Presence(), AL, BO));
    assertPasses(between(new IQ(IQ.Type.get), AL, BO));
  }

  /** RFC 6120 §10.1. */
  @Test
  void whatComesBetweenTheSameAccountsWhileOneWaitsComesAfterIt() throws Exception {
    List<Packet> sent =
        List.of(
            message(AL, BO, "sealed"),
            message("al@alpha.test/phone", "bo@beta.test", "open"),
            between(new IQ(IQ.Type.set), AL, BO),
            between(new Presence(Presence.Type.unavailable), AL, BO),
            message(AL, BO, "sealed"));
    for (Packet each : sent) {
      assertTaken(each);
    }
    assertPasses(message("eve@alpha.test/pc", BO, "open"));
    assertPasses(message(AL, "cy@beta.test", "open"));
    runAll();
    assertThat(routed).isEqualTo(sent);
    assertPasses(message(AL, BO, "open"));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@beta.test/pc,bo@beta.test",
    "tea@rooms.beta.test/ann,bo@beta.test/phone",
    "alpha.test,bo@beta.test",
    "al@alpha.test/pc,beta.test"
  })
  void whatIsOurOwnOrNobodysAccountIsLeftAlone(String from, String to) {
    assertPasses(message(from, to, "sealed"));
  }

  @Test
  void whatLacksAnAddressIsLeftAlone() {
    Message message = new Message();
    message.setBody("sealed");
    assertPasses(message);
    message.setFrom(AL);
    assertPasses(message);
  }

  /** An account of a domain whose name ends as ours does is a stranger's. */
  @Test
  void anotherDomainWithALongerNameIsAnother() {
    assertTaken(message("al@notbeta.test/pc", BO, "sealed"));
  }

  @Test
  void afterTheEndEverythingPasses() {
    lanes.close();
    assertPasses(message(AL, BO, "sealed"));
    assertThat(later).isEmpty();
  }

  @Test
  void whatGoesOutOrWasDealtWithIsLeftAlone() {
    Message sealed = message(AL, BO, "sealed");
    assertThatCode(() -> mail.interceptPacket(sealed, null, false, false))
        .doesNotThrowAnyException();
    assertThatCode(() -> mail.interceptPacket(sealed, null, true, true)).doesNotThrowAnyException();
    assertThat(later).isEmpty();
  }

  private void assertTaken(Packet packet) {
    assertThatThrownBy(() -> mail.interceptPacket(packet, null, true, false))
        .isInstanceOf(PacketRejectedException.class);
  }

  private void assertPasses(Packet packet) {
    assertThatCode(() -> mail.interceptPacket(packet, null, true, false))
        .doesNotThrowAnyException();
  }

  /** As the host routes: its interceptors see the packet again. */
  private void route(Packet packet) {
    assertPasses(packet);
    routed.add(packet);
  }

  private void runAll() {
    while (!later.isEmpty()) {
      later.remove().run();
    }
  }

  private static Message message(String from, String to, String body) {
    Message message = new Message();
    message.setBody(body);
    return between(message, from, to);
  }

  private static <P extends Packet> P between(P packet, String from, String to) {
    packet.setFrom(from);
    packet.setTo(to);
    return packet;
  }
}
