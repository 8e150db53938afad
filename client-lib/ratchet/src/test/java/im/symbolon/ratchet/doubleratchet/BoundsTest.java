package im.symbolon.ratchet.doubleratchet;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * XEP-0384 §4.4: "It is RECOMMENDED to keep 1000 skipped message keys around per session", "the
 * maximum number of skipped message keys in a single message has to be limited", "discarded on a
 * FIFO basis".
 */
class BoundsTest {
  private static final byte[] AD = new byte[64];

  private final Dialect dialect = Dialect.of(version());
  private final Entropy entropy = entropy(1);
  private DoubleRatchet alice;
  private DoubleRatchet bob;

  /** What the subclass is for. */
  OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @BeforeEach
  void begin() throws Exception {
    CurveKeyPair ofBob = CurveKeyPair.generate(entropy);
    byte[] secret = entropy.bytes(32);
    alice =
        DoubleRatchet.initiate(dialect, new RootKey(secret.clone()), ofBob.publicKey(), entropy);
    bob =
        DoubleRatchet.respond(dialect, new RootKey(secret), ofBob, fromAlice("first"), AD, entropy)
            .next();
  }

  @Test
  void aThousandKeysAreKept() throws Exception {
    List<RatchetMessage> missing = fromAlice(1000);
    deliver(fromAlice("overtakes them"));
    assertThat(bob.skipped().size()).isEqualTo(SkippedKeys.MAX);
    for (RatchetMessage each : missing) {
      deliver(each);
    }
    assertThat(bob.skipped().size()).isZero();
    assertThat(bob.skipped().runs()).isEmpty();
  }

  @Test
  void aJumpOverMoreThanAThousandIsRefusedAndChangesNothing() throws Exception {
    List<RatchetMessage> missing = fromAlice(1001);
    RatchetMessage tooFar = fromAlice("too far");
    assertThat(refusalOf(() -> bob.open(tooFar, AD, entropy))).isEqualTo(Reason.TOO_FAR_AHEAD);
    assertThat(bob.skipped().size()).isZero();
    deliver(missing.get(0));
    deliver(tooFar);
  }

  @Test
  void theOldestKeyGoesFirstAndItsMessageIsNotCalledReceived() throws Exception {
    List<RatchetMessage> missing = fromAlice(1000);
    deliver(fromAlice("overtakes them"));
    RatchetMessage oneMore = fromAlice("missing, too");
    deliver(fromAlice("overtakes it"));
    assertThat(bob.skipped().size()).isEqualTo(SkippedKeys.MAX);

    RatchetMessage oldest = missing.get(0);
    assertThat(refusalOf(() -> bob.open(oldest, AD, entropy))).isEqualTo(Reason.TOO_FAR_AHEAD);
    deliver(missing.get(1));
    deliver(oneMore);
    assertThat(refusalOf(() -> bob.open(oneMore, AD, entropy))).isEqualTo(Reason.ALREADY_RECEIVED);
  }

  @Test
  void theOldestKeysGoFirstAcrossChains() throws Exception {
    List<RatchetMessage> ofOldChain = fromAlice(600);
    answer();
    List<RatchetMessage> ofNewChain = fromAlice(600);
    deliver(fromAlice("overtakes all"));
    assertThat(bob.skipped().size()).isEqualTo(SkippedKeys.MAX);
    for (RatchetMessage gone : ofOldChain.subList(0, 200)) {
      assertThat(refusalOf(() -> bob.open(gone, AD, entropy))).isEqualTo(Reason.NOT_AUTHENTIC);
    }
    for (RatchetMessage kept : ofOldChain.subList(200, 600)) {
      deliver(kept);
    }
    for (RatchetMessage kept : ofNewChain) {
      deliver(kept);
    }
  }

  @Test
  void aLossOfMoreThanAThousandAtTheEndOfAChainDoesNotEndTheSession() throws Exception {
    List<RatchetMessage> missing = fromAlice(1500);
    answer();
    deliver(fromAlice("after the turn"));
    assertThat(bob.skipped().size()).isEqualTo(SkippedKeys.MAX);
    deliver(missing.get(999));
    assertThat(refusalOf(() -> bob.open(missing.get(1000), AD, entropy)))
        .isEqualTo(Reason.NOT_AUTHENTIC);
    answer();
    deliver(fromAlice("and on"));
  }

  @Test
  void anAuthenticatedLieAboutThePreviousChainCostsAThousandStepsAtMost() throws Exception {
    answer();
    SendingChain honest = alice.sending();
    for (int lie : new int[] {0, Header.MAX_COUNTER}) {
      SendingChain lying = new SendingChain(honest.key(), honest.index(), lie);
      DoubleRatchet liar =
          new DoubleRatchet(
              dialect, alice.root(), alice.self(), lying, alice.receiving(), SkippedKeys.NONE);
      DoubleRatchet after = bob.open(seal(liar, "lie").message(), AD, entropy).next();
      assertThat(after.skipped().size()).isLessThanOrEqualTo(SkippedKeys.MAX);
    }
  }

  @Test
  void aPeerThatTurnsBackToARatchetKeyOfAKeptChainIsRefused() throws Exception {
    fromAlice("missing");
    CurveKeyPair reused = alice.self();
    answer();
    deliver(fromAlice("next chain"));
    DoubleRatchet.Sealed ours = seal(bob, "answer");
    bob = ours.next();
    RootKey.Step theirs =
        alice.root().step(dialect.rootLabel(), alice.self(), ours.message().header().ratchetKey());
    RootKey.Step back =
        theirs.root().step(dialect.rootLabel(), reused, ours.message().header().ratchetKey());
    DoubleRatchet hostile =
        new DoubleRatchet(
            dialect,
            back.root(),
            reused,
            SendingChain.following(1, back.chain()),
            Optional.empty(),
            SkippedKeys.NONE);
    RatchetMessage attack = seal(hostile, "again").message();
    assertThat(refusalOf(() -> bob.open(attack, AD, entropy))).isEqualTo(Reason.NOT_AUTHENTIC);
    deliver(fromAlice("the honest chain goes on"));
  }

  @Test
  void whatIsRefusedIsNotSpent() throws Exception {
    RatchetMessage genuine = fromAlice("genuine");
    byte[] foreign = new byte[64];
    foreign[0] = 1;
    assertThat(refusalOf(() -> bob.open(genuine, foreign, entropy)))
        .isEqualTo(Reason.NOT_AUTHENTIC);
    deliver(genuine);
  }

  private List<RatchetMessage> fromAlice(int count) {
    List<RatchetMessage> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(fromAlice("missing"));
    }
    return sent;
  }

  private RatchetMessage fromAlice(String text) {
    DoubleRatchet.Sealed sealed = seal(alice, text);
    alice = sealed.next();
    return sealed.message();
  }

  private static DoubleRatchet.Sealed seal(DoubleRatchet sender, String text) {
    try (RatchetPlaintext plaintext = text(text)) {
      return sender.seal(plaintext, AD);
    }
  }

  /** Bob's answer gives Alice a new ratchet key. */
  private void answer() throws RatchetException {
    DoubleRatchet.Sealed sealed = seal(bob, "answer");
    bob = sealed.next();
    alice = alice.open(sealed.message(), AD, entropy).next();
  }

  private void deliver(RatchetMessage message) throws RatchetException {
    DoubleRatchet.Opened opened = bob.open(message, AD, entropy);
    bob = opened.next();
    opened.spent().wipe();
  }
}
