package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.people.PersonView;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.List;

/** Alice and Bob, who know each other, and what Alice's server shows her of Bob. */
final class Acquaintance {
  final World world;
  final Phone alice;
  final Phone bob;
  final Pen pen;

  Acquaintance(long seed) {
    world = new World(seed);
    pen = new Pen(world, BOB);
    pen.hide(ALICE);
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(30);
  }

  /** They write to each other once. */
  Acquaintance talk() {
    alice.send(BOB, "first");
    world.pass(5);
    bob.send(ALICE, "second");
    world.pass(65); // whatever was looked up may be looked up again
    return this;
  }

  /** Another device on Bob's account: theirs, or made up by their server. */
  Phone another(String name) {
    Phone phone = world.phone(BOB, name);
    world.pass(120);
    return phone;
  }

  void verifyByNumber() throws Exception {
    alice.messenger.people().confirm(BOB, alice.messenger.people().safetyNumber(BOB).get());
  }

  PersonView bobSeen() {
    try {
      return alice.messenger.people().of(BOB);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  KnownDevice seen(Phone phone) {
    try {
      return alice.messenger.devices(phone.account()).stream()
          .filter(d -> d.id().equals(phone.messenger.device()))
          .findFirst()
          .orElseThrow();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  void decide(Phone about, Trust trust) throws StoreException, OtherKeyException {
    Fingerprint key = Fingerprint.of(about.messenger.identity());
    alice.messenger.trust(about.account(), about.messenger.device(), key, trust);
  }

  /** What Alice wrote and that phone has read. */
  static List<String> readBy(Phone phone) {
    return phone.texts(ALICE, false);
  }

  /** The lines of Alice's chat with Bob. */
  List<Note> lines() {
    return lines(BOB);
  }

  List<Note> lines(BareJid chat) {
    return alice.notes(chat).stream().map(m -> m.note().orElseThrow()).toList();
  }

  ChatMessage message(String text) {
    return alice.history(BOB).stream().filter(m -> m.text().equals(text)).findFirst().orElseThrow();
  }

  int now() {
    return world.network.seen.size();
  }

  /** Alice's stanzas from then on in which there is anything for that phone. */
  long sentTo(Phone phone, int from) {
    return world.network.seen.stream()
        .skip(from)
        .filter(this::isAlices)
        .filter(stanza -> !Traffic.keysFor(stanza, phone).isEmpty())
        .count();
  }

  private boolean isAlices(OutgoingStanza stanza) {
    return Traffic.elements(stanza).stream()
        .anyMatch(each -> each.sender().equals(alice.messenger.device()));
  }

  /** How often Alice asked for Bob's signed list. */
  long looks() {
    String list = BOB + " " + Pen.NODE;
    return alice.transport.askedOf.stream().filter(list::equals).count();
  }

  void sendAndPass(String text) {
    alice.send(BOB, text);
    world.pass(10);
  }
}
