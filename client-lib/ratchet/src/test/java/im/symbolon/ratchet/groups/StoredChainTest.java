package im.symbolon.ratchet.groups;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chains over their whole length, at rest, and when their secrets are wiped. */
class StoredChainTest {
  private final Speaker alice = new Speaker(Speaker.ALICE, entropy(1));
  private final Listener bob = new Listener();

  private List<Letter> said(int count) {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      letters.add(alice.say("letter " + i));
    }
    return letters;
  }

  @Test
  void aWholeChainOpensInAnyOrderAndKeepsNothing() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    List<Letter> letters = said(ChainPosition.MAX_MESSAGES);
    Collections.shuffle(letters, new Random(7));
    for (Letter each : letters) {
      assertThat(bob.hear(each)).isEqualTo(each.text());
    }
    assertThat(bob.only().missing()).isZero();
    assertThat(bob.only().iteration()).isEqualTo(ChainPosition.MAX_MESSAGES);
    assertThat(refusalOf(() -> bob.hear(letters.get(0)))).isEqualTo(Reason.ALREADY_RECEIVED);
  }

  @Test
  void theLastMessageOfAChainOpensFirst() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    List<Letter> letters = said(ChainPosition.MAX_MESSAGES);
    assertThat(bob.hear(letters.get(letters.size() - 1))).isEqualTo("letter 999");
    assertThat(bob.only().missing()).isEqualTo(ChainPosition.MAX_MESSAGES - 1);
    bob.restart();
    assertThat(bob.hear(letters.get(500))).isEqualTo("letter 500");
    assertThat(bob.only().missing()).isEqualTo(ChainPosition.MAX_MESSAGES - 2);
  }

  @Test
  void aChainIsWornOutByMessagesOrAge() {
    assertThat(alice.chain().isWornOut(Duration.ZERO)).isFalse();
    assertThat(alice.chain().isWornOut(Duration.ofDays(7).minusMillis(1))).isFalse();
    assertThat(alice.chain().isWornOut(Duration.ofDays(7))).isTrue();
    said(ChainPosition.MAX_MESSAGES - 1);
    assertThat(alice.chain().isWornOut(Duration.ZERO)).isFalse();
    said(1);
    assertThat(alice.chain().isWornOut(Duration.ZERO)).isTrue();
    Payload payload = alice.payload("one more");
    assertThatThrownBy(() -> alice.chain().seal(alice.context("x", payload), payload.secret()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(alice::handOut).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void goesOnFromWhatIsStored() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    List<Letter> letters = said(3);
    bob.hear(letters.get(2));
    for (int i = 0; i < 3; i++) {
      bob.restart();
      alice.restart();
    }
    assertThat(bob.hear(letters.get(0))).isEqualTo("letter 0");
    assertThat(bob.hear(alice.say("on"))).isEqualTo("on");
    assertThat(bob.hear(letters.get(1))).isEqualTo("letter 1");
  }

  /** A fixed size, and 36 bytes for each missing message. */
  @Test
  void isStoredInFewBytes() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    int empty = bob.stored().get(0).length;
    assertThat(empty).isLessThan(250);
    List<Letter> letters = said(11);
    bob.hear(letters.get(10));
    assertThat(bob.stored().get(0)).hasSize(empty + 10 * 36);
  }

  @Test
  void damagedBytesAreRefusedAndNothingElseIsThrown() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    bob.hear(said(3).get(2));
    byte[] receiving = bob.stored().get(0);
    byte[] sending = alice.chain().snapshot().expose();
    for (byte[] each : List.of(receiving, sending)) {
      for (int length = 0; length < each.length; length++) {
        byte[] cut = Arrays.copyOf(each, length);
        malformed(cut);
      }
      malformed(Arrays.copyOf(each, each.length + 1));
      byte[] other = each.clone();
      other[0] = 9;
      malformed(other);
    }
    assertThat(refusalOf(() -> ChainCodec.sending(ChainSnapshot.of(receiving))))
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> ChainCodec.receiving(ChainSnapshot.of(sending))))
        .isEqualTo(Reason.MALFORMED);
  }

  /** Counts and positions that no chain has, each in its four bytes. */
  @Test
  void countsThatNoChainHasAreRefused() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    bob.hear(said(3).get(2));
    byte[] good = bob.stored().get(0);
    int late = good.length - 2 * 36;
    for (int at : List.of(late - 4, late, late + 36)) {
      byte[] bad = good.clone();
      bad[at] = 0x7f;
      malformed(bad);
    }
    byte[] twice = good.clone();
    twice[late + 36 + 3] = 0;
    malformed(twice);
  }

  private static void malformed(byte[] bytes) {
    assertThat(refusalOf(() -> ChainCodec.sending(ChainSnapshot.of(bytes.clone()))))
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> ChainCodec.receiving(ChainSnapshot.of(bytes.clone()))))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aWipedSenderStateSealsNoMore() {
    SendingChain before = alice.chain();
    alice.say("one");
    Payload payload = alice.payload("again");
    assertThatThrownBy(() -> before.seal(alice.context("x", payload), payload.secret()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> before.distribution(Speaker.EPOCH))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(before::snapshot).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWipedReceiverStateOpensNoMore() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    ReceivingChain before = bob.only();
    Letter next = alice.say("one");
    bob.hear(next);
    assertThatThrownBy(() -> before.open(next.statement(), next.sealed().signature()))
        .isInstanceOf(IllegalStateException.class);
    Letter late = alice.say("late");
    bob.hear(alice.say("in front"));
    ReceivingChain owing = bob.only();
    assertThat(bob.hear(late)).isEqualTo("late");
    assertThatThrownBy(() -> owing.open(late.statement(), late.sealed().signature()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(bob.hear(alice.say("on"))).isEqualTo("on");
  }

  @Test
  void whenStoringFailsTheOldStateGoesOn() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    ReceivingChain before = bob.only();
    alice.say("lost");
    Letter letter = alice.say("letter");
    byte[] stored = before.snapshot().expose();
    before.open(letter.statement(), letter.sealed().signature());
    assertThat(before.snapshot().expose()).isEqualTo(stored);
    assertThat(bob.hear(letter)).isEqualTo("letter");
  }

  @Test
  void anEndedChainIsOfNoUse() throws Exception {
    bob.take(alice.handOut(), Speaker.ALICE);
    bob.hear(said(2).get(1));
    SendingChain old = alice.chain();
    ReceivingChain theirs = bob.only();
    old.ended().wipe();
    theirs.ended().wipe();
    assertThatThrownBy(old::snapshot).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(old.signing().seed()::expose).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(theirs::snapshot).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(theirs.late().keys().get(0)::expose)
        .isInstanceOf(IllegalStateException.class);
  }
}
