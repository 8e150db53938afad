package im.symbolon.peers.matrix;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.peers.client.ForeignClient;
import im.symbolon.peers.client.ProfanityPeer;
import im.symbolon.peers.client.PythonPeer;
import im.symbolon.peers.matrix.Stanza.Way;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** People who are contacts of each other, and have more than one device. */
final class ManyDevices {
  /** A new device of ours publishes keys for a while where a server slows clients down. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(3);

  private static final Scenario ADDED_BY_US =
      Scenario.of(
          "second-device-ours",
          "A device that we add in the middle of a conversation is read by the peer, and reads what"
              + " the peer writes from then on, when its client was started again if that is"
              + " Profanity; so does our first one.",
          ManyDevices::addedByUs);
  private static final Scenario ADDED_BY_PEER =
      Scenario.of(
          "second-device-peer",
          "A device that the peer adds in the middle of a conversation reads what we write, at once"
              + " where our server tells us of it and within a minute where it does not, and we read"
              + " what it writes; so does the peer's first one.",
          ManyDevices::addedByPeer);
  private static final Scenario SEVERAL =
      Scenario.of(
          "several-devices",
          "One message of ours is read on all devices of the peer and shown on our other ones; one"
              + " message of the peer is read on all of ours.",
          ManyDevices::several);
  private static final Scenario BOTH_TO_PEER =
      Scenario.of(
          "both-versions-to-peer",
          "To a peer with a device of each version we send one stanza that carries both, and each"
              + " device reads it once.",
          ManyDevices::bothToPeer);
  private static final Scenario BOTH_FROM_PEER =
      Scenario.of(
              "both-versions-from-peer",
              "A stanza that carries both versions, because the peer's own devices need the one and"
                  + " ours the other, is shown by us once.",
              ManyDevices::bothFromPeer)
          .forBothVersions();

  private ManyDevices() {}

  static List<Scenario> all() {
    return Stream.of(ADDED_BY_US, ADDED_BY_PEER, SEVERAL, BOTH_TO_PEER, BOTH_FROM_PEER)
        .map(each -> each.within(LIMIT))
        .toList();
  }

  private static void addedByUs(Pair pair) throws Exception {
    pair.befriend();
    pair.converse();
    OurDevice added = pair.addOurs();
    String ours = pair.text("From our new device");
    added.messenger().send(pair.peer().account(), ours);
    pair.awaitRead(pair.peer(), ours);
    letPeerLookAgain(pair);
    String theirs = pair.text("To both of your devices");
    pair.peerSays(theirs);
    pair.awaitRead(pair.us(), theirs);
    pair.awaitRead(added, theirs);
    pair.requireNoNotes();
  }

  /**
   * Profanity asks for a list once, and then waits to be told of changes; Openfire 4.2 and ejabberd
   * do not tell contacts elsewhere of all of them. Its user has to start it again.
   */
  private static void letPeerLookAgain(Pair pair) throws Exception {
    if (pair.peer() instanceof ProfanityPeer peer) {
      peer.stop();
      peer.start();
      peer.refresh(pair.us().account());
      Set<Long> ours = new HashSet<>();
      pair.ourDevices().forEach(each -> ours.add((long) each.messenger().device().value()));
      pair.await(
          "Profanity has sessions with all of our devices",
          () -> peer.profanity().sessions(pair.us().account()).containsAll(ours));
    } else {
      pair.peer().refresh(pair.us().account());
    }
  }

  private static void addedByPeer(Pair pair) throws Exception {
    pair.befriend();
    pair.converse();
    ForeignClient added = pair.addTheirs(pair.place().client().version());
    awaitReached(pair, added);
    String ours = pair.text("To both of your devices");
    pair.weSay(ours);
    pair.awaitRead(pair.peer(), ours);
    pair.awaitRead(added, ours);
    String theirs = pair.text("From my new device");
    added.say(pair.us().account(), theirs);
    pair.awaitRead(pair.us(), theirs);
    pair.requireNoNotes();
  }

  /**
   * We write until the new device reads us. Where our server tells us of it that is the first
   * message; Openfire 4.2 tells nobody who became a contact after the first device was published,
   * but no client of ours believes a list for longer than a minute.
   */
  private static void awaitReached(Pair pair, ForeignClient added) {
    AtomicLong next = new AtomicLong(System.nanoTime());
    pair.await(
        "what we write reaches the new device of the peer",
        () -> {
          if (System.nanoTime() >= next.get()) {
            next.set(System.nanoTime() + BETWEEN_MESSAGES.toNanos());
            pair.weSay(pair.text("Is your new device there?"));
          }
          return !added.texts(pair.us().account()).isEmpty();
        });
  }

  private static void several(Pair pair) throws Exception {
    pair.befriend();
    OurDevice other = pair.ourDevices().size() > 1 ? pair.ourDevices().get(1) : pair.addOurs();
    ForeignClient theirs =
        pair.peerDevices().size() > 1
            ? pair.peerDevices().get(1)
            : added(pair, pair.place().client().version());
    letPeerLookAgain(pair);
    pair.converse();
    String ours = pair.text("To all of your devices");
    pair.weSay(ours);
    pair.awaitRead(pair.peer(), ours);
    pair.awaitRead(theirs, ours);
    pair.await("our other device shows what the first one wrote", () -> shows(pair, other, ours));
    String back = pair.text("To all of yours");
    pair.peerSays(back);
    for (OurDevice each : pair.ourDevices()) {
      pair.awaitRead(each, back);
      pair.requireOnce(each.read(pair.peer().account()), back);
    }
    pair.requireNoNotes();
  }

  private static ForeignClient added(Pair pair, String versions) throws Exception {
    ForeignClient added = pair.addTheirs(versions);
    awaitReached(pair, added);
    return added;
  }

  private static boolean shows(Pair pair, OurDevice device, String text) throws Exception {
    return device.messenger().history(pair.peer().account(), 100).stream()
        .filter(ChatMessage::outgoing)
        .anyMatch(message -> message.text().equals(text));
  }

  private static void bothToPeer(Pair pair) throws Exception {
    pair.befriend();
    ForeignClient other = added(pair, pair.place().client().otherVersion());
    String text = pair.text("In both versions");
    pair.weSay(text);
    for (ForeignClient each : List.of(pair.peer(), other)) {
      pair.awaitRead(each, text);
      pair.requireOnce(each.texts(pair.us().account()), text);
    }
    if (Encrypted.of(pair.ourTape(), Way.SENT).inBothVersions() == 0) {
      throw new AssertionError("expected: one stanza carries both versions\nbut: none does");
    }
    pair.requireNoNotes();
  }

  private static void bothFromPeer(Pair pair) throws Exception {
    if (pair.place().client().version().equals("omemo2")) {
      pair.addTheirs("legacy");
    }
    PythonPeer speaker = (PythonPeer) pair.addTheirs("omemo2,legacy");
    String text = pair.text("In both versions at once");
    speaker.sayTogether(pair.us().account(), text);
    pair.awaitRead(pair.us(), text);
    if (Encrypted.of(pair.ourTape(), Way.RECEIVED).inBothVersions() == 0) {
      throw new AssertionError("expected: a stanza with both versions comes\nbut: none did");
    }
    pair.requireOnce(pair.us().read(pair.peer().account()), text);
    pair.requireNoNotes();
  }
}
