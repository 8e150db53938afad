package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.SealedStanza;
import java.time.Duration;
import java.util.List;

/** People with phones who have a group: two accounts with two devices each, to begin with. */
final class Circle {
  final World world;
  final Phone alice;
  final Phone tablet;
  final Phone bob;
  final Phone laptop;
  BareJid room;
  private int size = 2;

  Circle(long seed) {
    world = new World(seed);
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(30);
    tablet = world.phone(ALICE, "tablet");
    laptop = world.phone(BOB, "laptop");
    world.pass(60);
  }

  /** Alice makes a group with Bob; all devices take part. */
  Circle found() {
    make();
    add(BOB);
    enter(tablet, bob, laptop);
    return this;
  }

  Circle make() {
    try {
      room = alice.messenger.groups().create("Tea");
    } catch (TransportException | StoreException | GroupException e) {
      throw new AssertionError(e);
    }
    world.pass(5);
    return this;
  }

  void add(BareJid member) {
    try {
      alice.messenger.groups().add(room, member);
    } catch (TransportException | StoreException | GroupException e) {
      throw new AssertionError(e);
    }
    world.pass(10);
  }

  void remove(BareJid member) {
    try {
      alice.messenger.groups().remove(room, member);
    } catch (TransportException | StoreException | GroupException e) {
      throw new AssertionError(e);
    }
  }

  void enter(Phone... phones) {
    for (Phone each : phones) {
      try {
        each.messenger.groups().join(room);
      } catch (StoreException e) {
        throw new AssertionError(e);
      }
    }
    world.pass(5);
  }

  MemoryRoom server() {
    return world.network.rooms.room(room);
  }

  /** Everything that phone shows of the group, by anybody. */
  List<String> read(Phone phone) {
    return phone.history(room).stream()
        .filter(each -> each.note().isEmpty())
        .map(ChatMessage::text)
        .toList();
  }

  /** Lines that are no messages. */
  List<ChatMessage> lines(Phone phone) {
    return phone.notes(room);
  }

  /** Group messages that went to the room. */
  List<OutgoingStanza> sealed() {
    return server().history.stream()
        .map(MemoryRoom.Said::stanza)
        .filter(each -> isSealed(each))
        .toList();
  }

  /** True when that phone holds the chain with which that message was sealed. */
  boolean canOpen(Phone phone, OutgoingStanza message, Phone writer) {
    try {
      ChainId chain =
          SealedStanza.find(message.extensions()).orElseThrow().sealed().position().chain();
      return phone.read(
          rows -> new ReceivingChains(rows, room).of(chain, writer.messenger.device()).isPresent());
    } catch (im.symbolon.protocol.ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  /** The last group message that went to the room. */
  OutgoingStanza last() {
    List<OutgoingStanza> sealed = sealed();
    return sealed.get(sealed.size() - 1);
  }

  /** Neither the room's server nor anybody else tells that account who is in the group. */
  void hideEpochsFrom(BareJid account) {
    server().lying =
        (to, stanza) -> to.equals(account) && hasEpoch(stanza) ? List.of() : List.of(stanza);
    world.network.fates.plan(account, new Fates.Fate(0, Duration.ZERO));
  }

  private static boolean hasEpoch(IncomingStanza stanza) {
    return stanza.extension(Namespaces.GROUPS, "epoch").isPresent();
  }

  static boolean isSealed(OutgoingStanza stanza) {
    try {
      return SealedStanza.find(stanza.extensions()).isPresent();
    } catch (im.symbolon.protocol.ProtocolException e) {
      return false;
    }
  }

  /** With people whom nobody can look up, and who are therefore not reached. */
  void grow(int members) {
    AccountRoot root = new AccountRoot(alice.messenger.identity());
    while (size < members) {
      BareJid who = new BareJid("extra" + size++, "gamma.test");
      Epoch epoch =
          Admins.signed(
              alice,
              room,
              world.time.instant(),
              (draft, group) -> draft.add(group, Member.account(who, MemberRole.MEMBER, root)));
      server().inject(ALICE, Admins.shown(epoch));
      world.pass(1);
    }
  }
}
