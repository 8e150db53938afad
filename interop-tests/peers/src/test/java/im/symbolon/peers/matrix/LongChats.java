package im.symbolon.peers.matrix;

import im.symbolon.peers.matrix.Place.Client;
import im.symbolon.peers.matrix.Stanza.Way;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One side writes and the other only reads, for 200 messages: the silent side has to send an empty
 * message now and then (XEP-0384 §4.2: when a message comes with a counter of 53 or more), so that
 * the writer's ratchet turns.
 */
final class LongChats {
  private static final int MESSAGES = 200;

  /** As many as a person may write before the other side's client was heard. */
  private static final int AT_ONCE = 25;

  private static final Scenario WE_WRITE =
      Scenario.of(
              "200-messages-to-silent-peer",
              "The peer reads 200 messages of ours without writing one; it sends an empty message"
                  + " by itself, unless it is Profanity, which never does, and then our ratchet"
                  + " turns.",
              LongChats::weWrite)
          .within(Duration.ofMinutes(3));

  private static final Scenario PEER_WRITES =
      Scenario.of(
              "200-messages-while-we-are-silent",
              "We read 200 messages of the peer without writing one; our client sends an empty"
                  + " message by itself, and the peer's ratchet turns, unless it is Profanity, which"
                  + " puts messages without payload aside unread.",
              LongChats::peerWrites)
          .within(Duration.ofMinutes(4));

  private LongChats() {}

  static List<Scenario> all() {
    return List.of(WE_WRITE, PEER_WRITES);
  }

  private static void weWrite(Pair pair) throws Exception {
    pair.converse();
    for (int i = 1; i <= MESSAGES; i++) {
      String text = pair.text("Monologue " + i);
      pair.weSay(text);
      if (i % AT_ONCE == 0) {
        pair.awaitRead(pair.peer(), text);
      }
    }
    requireMonologue(pair.peer().texts(pair.us().account()));
    pair.requireNoNotes();
    if (pair.place().client() != Client.PROFANITY) {
      requireHeartbeat(Encrypted.of(pair.ourTape(), Way.RECEIVED).empty(), "the peer");
      requireTurned(
          Encrypted.of(pair.ourTape(), Way.SENT).ratchetKeys(pair.peer().deviceId()), "our");
    }
  }

  private static void peerWrites(Pair pair) throws Exception {
    pair.converse();
    for (int i = 1; i <= MESSAGES; i++) {
      String text = pair.text("Monologue " + i);
      pair.peerSays(text);
      if (i % AT_ONCE == 0) {
        pair.awaitRead(pair.us(), text);
      }
    }
    requireMonologue(pair.us().read(pair.peer().account()));
    pair.requireNoNotes();
    requireHeartbeat(Encrypted.of(pair.ourTape(), Way.SENT).empty(), "we");
    if (pair.place().client() != Client.PROFANITY) {
      long device = pair.us().messenger().device().value();
      requireTurned(Encrypted.of(pair.ourTape(), Way.RECEIVED).ratchetKeys(device), "the peer's");
    }
  }

  /** All there, in order, once each. */
  private static void requireMonologue(List<String> read) {
    List<Integer> numbers =
        read.stream()
            .filter(text -> text.startsWith("Monologue "))
            .map(text -> Integer.valueOf(text.split(" ", -1)[1]))
            .toList();
    List<Integer> last = numbers.subList(Math.max(0, numbers.size() - MESSAGES), numbers.size());
    for (int i = 0; i < MESSAGES; i++) {
      if (last.size() != MESSAGES || last.get(i) != i + 1) {
        throw new AssertionError("expected: 200 messages in order\nbut read: " + numbers);
      }
    }
  }

  private static void requireHeartbeat(long empty, String who) {
    if (empty == 0) {
      throw new AssertionError("expected: " + who + " sent an empty message\nbut: none came");
    }
  }

  /** The key of the answer that the conversation began with, and at least one more. */
  private static void requireTurned(Set<String> ratchetKeys, String whose) {
    if (ratchetKeys.size() < 3) {
      throw new AssertionError(
          "expected: " + whose + " ratchet turned meanwhile\nbut its keys were " + ratchetKeys);
    }
  }
}
