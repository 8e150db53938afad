package im.symbolon.ratchet.doubleratchet;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Trap: clients on libsignal and its ports write the last index of their chain before this one
 * where the Double Ratchet (§3.4) wants its length. The chain's last message must open all the same
 * when it is late.
 */
class PeerCountsTest {
  private static final byte[] AD = new byte[64];

  private final Entropy entropy = entropy(1);
  private DoubleRatchet alice;
  private DoubleRatchet bob;

  @ParameterizedTest
  @EnumSource
  void theLastMessageOfAChainOpensLateWhenThePeerCountsOneLess(OmemoVersion version)
      throws Exception {
    begin(Dialect.of(version));
    aliceTurns(1);
    deliver(fromAlice());
    deliver(fromAlice());
    RatchetMessage last = fromAlice();
    restart(Dialect.of(version));
    aliceTurns(1);
    deliver(fromAlice());
    assertThat(bob.skipped().size()).isEqualTo(1);
    deliver(last);
    assertThat(bob.skipped().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void noKeysAreLeftOverWhateverWayThePeerCounts(OmemoVersion version) throws Exception {
    for (int less : new int[] {0, 1}) {
      begin(Dialect.of(version));
      for (int turn = 0; turn < 5; turn++) {
        for (int i = 0; i <= turn; i++) {
          deliver(fromAlice());
        }
        aliceTurns(less);
      }
      deliver(fromAlice());
      assertThat(bob.skipped().size()).isZero();
    }
  }

  private void begin(Dialect dialect) throws RatchetException {
    CurveKeyPair ofBob = CurveKeyPair.generate(entropy);
    byte[] secret = entropy.bytes(32);
    alice =
        DoubleRatchet.initiate(dialect, new RootKey(secret.clone()), ofBob.publicKey(), entropy);
    bob =
        DoubleRatchet.respond(dialect, new RootKey(secret), ofBob, fromAlice(), AD, entropy).next();
  }

  /** How the peer counts is stored, too. */
  private void restart(Dialect dialect) throws RatchetException {
    StateWriter out = new StateWriter();
    RatchetState.write(bob, out);
    bob = RatchetState.read(dialect, new StateReader(out.finish()));
  }

  /** Bob's answer gives Alice a new ratchet key; her chain before it gets shorter by so many. */
  private void aliceTurns(int less) throws RatchetException {
    DoubleRatchet.Sealed answer = seal(bob);
    bob = answer.next();
    DoubleRatchet turned = alice.open(answer.message(), AD, entropy).next();
    SendingChain honest = turned.sending();
    int previous = Math.max(0, honest.previousLength() - less);
    alice =
        new DoubleRatchet(
            Dialect.of(answer.message().version()),
            turned.root(),
            turned.self(),
            new SendingChain(honest.key(), honest.index(), previous),
            turned.receiving(),
            turned.skipped());
  }

  private RatchetMessage fromAlice() {
    DoubleRatchet.Sealed sealed = seal(alice);
    alice = sealed.next();
    return sealed.message();
  }

  private static DoubleRatchet.Sealed seal(DoubleRatchet sender) {
    try (RatchetPlaintext plaintext = text("x")) {
      return sender.seal(plaintext, AD);
    }
  }

  private void deliver(RatchetMessage message) throws RatchetException {
    DoubleRatchet.Opened opened = bob.open(message, AD, entropy);
    bob = opened.next();
    opened.spent().wipe();
  }
}
