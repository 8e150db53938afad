package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.OmemoMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a step used up is gone once it is wiped, and still there when storing failed. */
class ForwardSecrecyTest {
  private final Entropy entropy = entropy(1);
  private final Device alice = device(entropy);
  private final Device bob = device(entropy);
  private Session atAlice;
  private Session atBob;

  /** What the subclass is for. */
  OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @BeforeEach
  void talk() throws Exception {
    SealedMessage first = alice.startWith(bob, version(), entropy).seal(text("first"));
    OpenedMessage accepted = accept(first.message());
    SealedMessage answer = accepted.next().seal(text("answer"));
    atBob = answer.next();
    atAlice = first.next().open((RatchetMessage) answer.message(), entropy).next();
  }

  @Test
  void aWipedSenderStateSealsNoMore() throws Exception {
    Session before = atAlice;
    SealedMessage sealed = before.seal(text("one"));
    sealed.spent().wipe();
    assertThatThrownBy(() -> before.seal(text("again"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(before::snapshot).isInstanceOf(IllegalStateException.class);
    assertThat(opened(atBob, sealed.next().seal(text("two")).message())).isEqualTo("two");
  }

  @Test
  void aWipedReceiverStateOpensNoMore() throws Exception {
    OpenedMessage turned = atBob.open(fromAlice("under a new key"), entropy);
    assertWipingEnds(atBob, turned, fromAlice("next"));
    OpenedMessage next = turned.next().open(fromAlice("and next"), entropy);
    assertWipingEnds(turned.next(), next, fromAlice("and on"));
  }

  @Test
  void aLateMessagesKeyIsWipedAloneAndTheOthersStay() throws Exception {
    RatchetMessage late = fromAlice("late");
    RatchetMessage later = fromAlice("later");
    Session before = atBob.open(fromAlice("in front"), entropy).next();
    OpenedMessage opened = before.open(late, entropy);
    opened.spent().wipe();
    assertThatThrownBy(() -> before.open(late, entropy)).isInstanceOf(IllegalStateException.class);
    assertThat(opened(opened.next(), later)).isEqualTo("later");
    assertThat(opened(opened.next(), fromAlice("and on"))).isEqualTo("and on");
  }

  @Test
  void whatWasOpenedCannotBeOpenedFromWhatIsStoredAfterwards() throws Exception {
    RatchetMessage message = fromAlice("once");
    SessionSnapshot stored = atBob.open(message, entropy).next().snapshot();
    Session restored = SessionCodec.decode(stored);
    assertThat(refusalOf(() -> restored.open(message, entropy))).isEqualTo(Reason.ALREADY_RECEIVED);
  }

  @Test
  void whenStoringFailsTheOldStateGoesOn() throws Exception {
    byte[] before = atBob.snapshot().expose();
    RatchetMessage late = fromAlice("late");
    RatchetMessage message = fromAlice("message");
    OpenedMessage notStored = atBob.open(message, entropy);
    assertThat(text(notStored.plaintext())).isEqualTo("message");
    notStored.next().open(late, entropy);
    atBob.seal(text("not stored either"));
    assertThat(atBob.snapshot().expose()).isEqualTo(before);

    OpenedMessage again = atBob.open(message, entropy);
    again.spent().wipe();
    assertThat(text(again.plaintext())).isEqualTo("message");
    assertThat(opened(again.next(), late)).isEqualTo("late");
  }

  @Test
  void acceptingAnExchangeLeavesOurPrekeysUsable() throws Exception {
    OmemoMessage exchange = alice.startWith(bob, version(), entropy).seal(text("hello")).message();
    for (int i = 0; i < 2; i++) {
      OpenedMessage accepted = accept(exchange);
      accepted.spent().wipe();
      assertThat(text(accepted.plaintext())).isEqualTo("hello");
      accepted.next().seal(text("welcome")).spent().wipe();
    }
  }

  private void assertWipingEnds(Session before, OpenedMessage step, RatchetMessage next)
      throws RatchetException {
    step.spent().wipe();
    assertThatThrownBy(() -> before.open(next, entropy)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(before::snapshot).isInstanceOf(IllegalStateException.class);
    assertThat(step.next().open(next, entropy).plaintext().length()).isPositive();
  }

  private OpenedMessage accept(OmemoMessage message) throws RatchetException {
    return Responder.accept(
        bob.identity(), bob.signedPreKey(), bob.preKey(), (KeyExchangeMessage) message, entropy);
  }

  private RatchetMessage fromAlice(String text) {
    SealedMessage sealed = atAlice.seal(text(text));
    atAlice = sealed.next();
    return (RatchetMessage) sealed.message();
  }

  private String opened(Session session, OmemoMessage message) throws RatchetException {
    return text(session.open((RatchetMessage) message, entropy).plaintext());
  }
}
