package im.symbolon.peers.matrix;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.peers.client.ForeignClient;
import im.symbolon.peers.matrix.Stanza.Way;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What is done at every place, in this order: with one device each, then with several. */
final class Scenarios {
  private static final String STRANGE =
      "grüße ✓ Ἀθήνη 日本語 עברית 👩‍👩‍👧‍👦🇪🇺 <b>&amp; \"quotes\" ]]> ' \\n";

  static final Scenario FIRST_TO_PEER =
      Scenario.of(
          "first-message-to-peer",
          "What we write to a stranger is read by the stranger.",
          Scenarios::firstToPeer);
  static final Scenario FIRST_FROM_PEER =
      Scenario.of(
          "first-message-from-peer",
          "What the peer writes to a stranger, who is us, is read by us.",
          Scenarios::firstFromPeer);
  static final Scenario REPLY =
      Scenario.of(
          "reply",
          "Both answer, and answer the answer, and each reads the other.",
          Scenarios::reply);

  private static final Scenario NON_ASCII =
      Scenario.of(
          "non-ascii-text",
          "Any script, emoji and markup arrive exactly, in both directions.",
          pair -> exactly(pair, STRANGE));
  private static final Scenario LONG_TEXT =
      Scenario.of(
              "60-kb-text",
              "A text of 60 KB arrives exactly, in both directions.",
              pair -> exactly(pair, "ß".repeat(30 * 1024 - 8)))
          .within(Duration.ofMinutes(2));
  private static final Scenario OFFLINE =
      Scenario.of(
          "message-to-offline-peer",
          "What we write while the peer is away is read when it comes back.",
          Scenarios::offline);
  private static final Scenario TWICE_TO_PEER =
      Scenario.of(
          "duplicate-to-peer",
          "A stanza that we send twice is shown by the peer once, and the conversation goes on.",
          Scenarios::twiceToPeer);
  private static final Scenario TWICE_FROM_PEER =
      Scenario.of(
          "duplicate-from-peer",
          "A stanza that the peer sends twice, byte for byte, is shown by us once, without a note,"
              + " and the conversation goes on.",
          Scenarios::twiceFromPeer);
  private static final Scenario RESET_BY_US =
      Scenario.of(
          "session-reset-by-us",
          "Our next message begins a new session, on which the conversation goes on in both"
              + " directions.",
          Scenarios::resetByUs);
  private static final Scenario RESET_BY_PEER =
      Scenario.of(
          "session-reset-by-peer",
          "After the peer lost its sessions the conversation goes on in both directions as soon as"
              + " the peer writes, also if we wrote before.",
          Scenarios::resetByPeer);

  private Scenarios() {}

  /** All of them. */
  static List<Scenario> all() {
    return Stream.of(
            List.of(
                FIRST_TO_PEER,
                REPLY,
                NON_ASCII,
                LONG_TEXT,
                OFFLINE,
                TWICE_TO_PEER,
                TWICE_FROM_PEER,
                RESET_BY_US,
                RESET_BY_PEER),
            LongChats.all(),
            List.of(FIRST_FROM_PEER),
            ManyDevices.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Those that show whether people find each other's keys at all. */
  static List<Scenario> essential() {
    return List.of(FIRST_TO_PEER, REPLY, FIRST_FROM_PEER);
  }

  private static void firstToPeer(Pair pair) throws Exception {
    pair.newcomer();
    String text = pair.text("Hello, stranger");
    pair.weSay(text);
    pair.awaitRead(pair.peer(), text);
    pair.requireNoNotes();
  }

  private static void firstFromPeer(Pair pair) throws Exception {
    pair.newcomer();
    String text = pair.text("Hello, you");
    pair.peerSays(text);
    pair.awaitRead(pair.us(), text);
    pair.requireNoNotes();
  }

  private static void reply(Pair pair) throws Exception {
    pair.converse();
    pair.converse();
    pair.requireNoNotes();
  }

  private static void exactly(Pair pair, String text) throws Exception {
    String ours = pair.text(text + " from us");
    pair.weSay(ours);
    pair.awaitRead(pair.peer(), ours);
    String theirs = pair.text(text + " from the peer");
    pair.peerSays(theirs);
    pair.awaitRead(pair.us(), theirs);
    pair.requireNoNotes();
  }

  private static void offline(Pair pair) throws Exception {
    pair.converse();
    ForeignClient peer = pair.peer();
    peer.stop();
    String text = pair.text("While you were away");
    try {
      pair.weSay(text);
      pair.await("our server took the message", () -> newestIs(pair, DeliveryState.SENT));
    } finally {
      peer.start();
    }
    pair.awaitRead(peer, text);
    pair.requireOnce(peer.texts(pair.us().account()), text);
    pair.converse();
    pair.requireNoNotes();
  }

  private static boolean newestIs(Pair pair, DeliveryState state) throws Exception {
    return pair.us().messenger().history(pair.peer().account(), 1).get(0).state() == state;
  }

  private static void twiceToPeer(Pair pair) throws Exception {
    pair.converse();
    String text = pair.text("Once, though sent twice");
    pair.us().transport().sendTwice(true);
    try {
      pair.weSay(text);
      pair.await(
          "the stanza came to the peer twice",
          () -> Encrypted.of(pair.peerTape(), Way.RECEIVED).mostRepetitions() >= 2);
    } finally {
      pair.us().transport().sendTwice(false);
    }
    pair.awaitRead(pair.peer(), text);
    pair.converse();
    pair.requireOnce(pair.peer().texts(pair.us().account()), text);
    pair.requireNoNotes();
  }

  private static void twiceFromPeer(Pair pair) throws Exception {
    pair.converse();
    String text = pair.text("Once, though sent twice");
    pair.peerSays(text);
    pair.awaitRead(pair.us(), text);
    pair.peer().resendLast();
    pair.await(
        "the stanza came to us twice",
        () -> Encrypted.of(pair.ourTape(), Way.RECEIVED).mostRepetitions() >= 2);
    pair.converse();
    pair.requireOnce(pair.us().read(pair.peer().account()), text);
    pair.requireNoNotes();
  }

  private static void resetByUs(Pair pair) throws Exception {
    pair.converse();
    pair.us().messenger().renewSessions(pair.peer().account());
    String text = pair.text("From the beginning");
    int before = pair.ourTape().size();
    pair.weSay(text);
    pair.awaitRead(pair.peer(), text);
    List<Stanza> since = pair.ourTape().subList(before, pair.ourTape().size());
    if (Encrypted.of(since, Way.SENT).beginning() == 0) {
      throw new AssertionError("expected: our message begins a session\nbut: it does not");
    }
    pair.converse();
    pair.converse();
    pair.requireNoNotes();
  }

  private static void resetByPeer(Pair pair) throws Exception {
    pair.converse();
    pair.peer().loseSessions(pair.us().account());
    pair.weSay(pair.text("Do you still know me? The peer cannot read this, and that is no fault"));
    String back = pair.text("I lost everything");
    pair.peerSays(back);
    pair.awaitRead(pair.us(), back);
    pair.converse();
    pair.requireNoNotes();
  }
}
