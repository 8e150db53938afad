package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.HybridGroupTest.DAVE;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and strangers who do whatever they like to what members with other clients write. */
class HostileHybridTest {
  private static final Table WAITING = Table.lasting(75, "group messages without their chain");

  private final Circle circle = new Circle(73).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;
  private final BareJid room = circle.room;

  private Outsider member(BareJid account, int device, OmemoVersion version) {
    Outsider outsider = new Outsider(world, account, device, version);
    if (!circle.server().affiliations.containsKey(account)) {
      circle.add(account);
    }
    outsider.join(circle.room);
    return outsider;
  }

  private void allRead(String... texts) {
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      assertThat(circle.read(each)).as("%s %s", each.account(), each.name()).containsExactly(texts);
      assertThat(circle.lines(each)).as("%s %s", each.account(), each.name()).isEmpty();
    }
  }

  private List<Note> lines(Phone phone) {
    return circle.lines(phone).stream().map(each -> each.note().orElseThrow()).toList();
  }

  private static OutgoingStanza with(OutgoingStanza stanza, List<XmlElement> extensions) {
    return new OutgoingStanza(stanza.id(), stanza.to(), stanza.type(), extensions);
  }

  private static OutgoingStanza under(String id, OutgoingStanza stanza) {
    return new OutgoingStanza(id, stanza.to(), stanza.type(), stanza.extensions());
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void underWhateverNameTheRoomShowsItItsAuthorIsWhoseSessionOpensIt(OmemoVersion version) {
    Outsider carol = member(CAROL, 777, version);
    circle.server().lying =
        (to, stanza) -> List.of(Stanzas.from(stanza, circle.server().occupant(BOB)));
    carol.say(room, "really from carol");
    carol.say(room, "and this");
    allRead("really from carol", "and this");
    assertThat(alice.history(room)).allMatch(each -> each.sender().equals(CAROL));
  }

  /** Two members of whom one takes the other's device number, and says to be that one. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoTakesAnothersNumberIsNotTakenForThem(OmemoVersion version) {
    Outsider carol = member(CAROL, 777, version);
    carol.say(room, "from carol");
    Outsider mallory = new Outsider(world, DAVE, 777, version);
    circle.server().affiliations.put(DAVE, "member");
    mallory.join(room);
    circle.server().lying =
        (to, stanza) -> List.of(Stanzas.from(stanza, circle.server().occupant(CAROL)));
    mallory.say(room, "as if from carol", Set.of(ALICE, BOB));
    for (Phone each : List.of(alice, bob)) {
      assertThat(circle.read(each)).containsExactly("from carol");
      assertThat(lines(each)).containsExactly(Note.IDENTITY_CHANGED);
    }
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoIsNoMemberIsNotReadAndLeavesNoLine(OmemoVersion version) {
    Outsider mallory = new Outsider(world, DAVE, 888, version);
    circle.server().affiliations.put(DAVE, "member");
    mallory.join(room);
    for (int i = 0; i < 60; i++) {
      mallory.send(under("m" + i, mallory.stanza(room, "number " + i, Set.of(ALICE, BOB))));
    }
    world.pass(200);
    allRead();
    assertThat(alice.count(WAITING)).as("room for others").isLessThanOrEqualTo(50);
    world.pass(3700);
    circle.add(DAVE);
    mallory.say(room, "now a member");
    world.pass(200);
    allRead("now a member");
  }

  /** Somebody whose one-to-one chat works perfectly well is no member by that. */
  @Test
  void whoseSessionIsKnownFromAChatIsNoMemberByThat() {
    Outsider mallory = new Outsider(world, DAVE, 888, OMEMO_2);
    alice.send(DAVE, "hello");
    world.pass(20);
    circle.server().affiliations.put(DAVE, "member");
    mallory.join(room);
    mallory.say(room, "me, too", Set.of(ALICE));
    world.pass(100);
    allRead();
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void messagesThatComeTwiceLiveAndFromTheArchiveAreReadOnce(OmemoVersion version) {
    Outsider carol = member(CAROL, 777, version);
    circle.server().lying = (to, stanza) -> List.of(stanza, stanza);
    carol.say(room, "once");
    OutgoingStanza second = carol.say(room, "twice");
    circle.server().lying = (to, stanza) -> List.of(stanza);
    circle.server().inject(CAROL, second);
    circle.server().inject(BOB, under("other", second));
    world.pass(30);
    allRead("once", "twice");
  }

  @Test
  void whatDoesNotSayThatItIsForThisRoomIsNotRead() {
    Outsider carol = member(CAROL, 777, OMEMO_2);
    carol.say(room, "fine");
    carol.envelopes = each -> route(each, each.from(), Optional.empty());
    carol.say(room, "to nobody");
    carol.envelopes = each -> route(each, each.from(), Optional.of(ALICE));
    carol.say(room, "to alice");
    carol.envelopes = each -> route(each, Optional.empty(), each.to());
    carol.say(room, "from nobody");
    carol.envelopes = each -> route(each, Optional.of(BOB), each.to());
    carol.say(room, "from bob");
    assertThat(circle.read(alice)).containsExactly("fine");
    assertThat(lines(alice)).hasSize(4).containsOnly(Note.MISDIRECTED);
    carol.envelopes = each -> each;
    carol.say(room, "fine again");
    assertThat(circle.read(alice)).containsExactly("fine", "fine again");
  }

  private static Envelope route(Envelope of, Optional<BareJid> from, Optional<BareJid> to) {
    return new Envelope(of.content(), Optional.empty(), from, to, of.time(), true);
  }

  /** OMEMO 2 says for which room it is. */
  @Test
  void aMessageOfAnotherRoomIsNotReadInThisOne() {
    Outsider carol = member(CAROL, 777, OMEMO_2);
    carol.say(room, "for tea");
    circle.make();
    circle.add(BOB);
    circle.enter(circle.tablet, bob, circle.laptop);
    circle.add(CAROL);
    carol.join(circle.room);
    MemoryRoom coffee = circle.server();
    coffee.inject(CAROL, carol.stanza(room, "only for tea", Set.of(ALICE, BOB)));
    world.pass(20);
    assertThat(circle.read(alice)).isEmpty();
    assertThat(lines(alice)).containsExactly(Note.MISDIRECTED);
  }

  /** REVIEW 31: legacy OMEMO says nothing of rooms; what was read once, cannot be moved. */
  @Test
  void aLegacyMessageThatWasReadIsNotReadAgainInAnotherRoom() {
    Outsider carol = member(CAROL, 777, LEGACY);
    OutgoingStanza said = carol.say(room, "for tea");
    circle.make();
    circle.add(BOB);
    circle.enter(circle.tablet, bob, circle.laptop);
    circle.add(CAROL);
    circle.server().inject(CAROL, said);
    circle.server().inject(CAROL, under("another", said));
    world.pass(20);
    assertThat(circle.read(alice)).isEmpty();
    assertThat(circle.lines(alice)).isEmpty();
    carol.join(circle.room);
    carol.say(circle.room, "for coffee");
    assertThat(circle.read(alice)).containsExactly("for coffee");
    assertThat(alice.history(circle.room).get(0).provenance().orElseThrow().isIntegrityWeak())
        .isTrue();
  }

  /** REVIEW 31: the same keys with another text, as every reader could make it. */
  @Test
  void anotherTextUnderTheKeysOfALegacyMessageIsNotRead() {
    Outsider carol = member(CAROL, 777, LEGACY);
    OutgoingStanza said = carol.say(room, "the truth");
    LegacyElement element = (LegacyElement) Traffic.elements(said).get(0);
    byte[] other = element.payload().orElseThrow().bytes();
    other[0] ^= 1;
    OmemoElement forged =
        new LegacyElement(
            element.sender(), element.keys(), element.iv(), Optional.of(Ciphertext.of(other)));
    circle.server().inject(CAROL, with(said, OmemoStanza.children(List.of(forged))));
    world.pass(20);
    allRead("the truth");
  }

  /** REVIEW 4: what a device signed that it can, decides; not how it writes. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void omemoOfADeviceThatSignedToSpeakBySlotIsNotRead(OmemoVersion version) {
    assertThat(readOf(CAROL, Capability.GROUPS, version)).isEmpty();
    assertThat(readOf(DAVE, Capability.REPAIR, version)).containsExactly("by omemo alone");
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      assertThat(circle.lines(each)).isEmpty();
    }
  }

  private List<String> readOf(BareJid account, String capability, OmemoVersion version) {
    Outsider outsider = new Outsider(world, account, 700 + account.local().length(), version);
    Pen pen = new Pen(world, account);
    world
        .network
        .directories
        .node(account, Pen.NODE)
        .put(
            Pen.CURRENT,
            SignedDeviceListCodec.encode(pen.list(outsider.signedBy(pen, capability))));
    circle.add(account);
    outsider.join(room);
    world.pass(60);
    outsider.say(room, "by omemo alone");
    world.pass(60);
    return bob.history(room).stream()
        .filter(each -> each.sender().equals(account))
        .map(ChatMessage::text)
        .toList();
  }

  /** REVIEW 4: the room takes the slot away, and puts OMEMO of that very device in its place. */
  @Test
  void whatADeviceOfOursSaysByOmemoAloneIsNotRead() {
    alice.say(room, "by slot");
    world.pass(10);
    int before = world.network.seen.size();
    bob.send(ALICE, "said to alice alone"); // authentic, of a capable device, with a key for her
    world.pass(10);
    OutgoingStanza toAlice =
        world.network.seen.subList(before, world.network.seen.size()).stream()
            .filter(each -> !Traffic.keysFor(each, circle.tablet).isEmpty())
            .findFirst()
            .orElseThrow();
    circle.tablet.crash();
    circle.server().inject(BOB, toAlice);
    world.start(circle.tablet);
    circle.server().inject(BOB, toAlice);
    world.pass(60);
    assertThat(circle.read(circle.tablet)).containsExactly("by slot");
    assertThat(circle.lines(circle.tablet)).isEmpty();
    assertThat(circle.tablet.texts(BOB, false)).containsExactly("said to alice alone");
  }

  /** REVIEW 4: nor when the only copy of it comes through the room. */
  @Test
  void aDirectMessageThatComesThroughTheRoomIsNotRead() {
    Phone tablet = circle.tablet;
    world.network.tampering =
        stanza -> {
          if (stanza.to().equals(ALICE) && !Control.isMarked(stanza)) {
            circle.server().inject(BOB, stanza);
            return new OutgoingStanza(stanza.id(), DAVE, stanza.type(), List.of());
          }
          return stanza;
        };
    bob.send(ALICE, "not for a room");
    world.pass(30);
    assertThat(circle.read(tablet)).isEmpty();
    assertThat(circle.read(alice)).isEmpty();
    assertThat(circle.lines(alice)).isEmpty();
  }

  /** REVIEW 5: what others are given to read beside the slot is signed. */
  @Test
  void whatIsBesideTheSlotCannotBeExchanged() {
    member(CAROL, 777, OMEMO_2);
    member(DAVE, 888, LEGACY);
    alice.say(room, "first");
    world.pass(20);
    world.network.tampering = stanza -> Circle.isSealed(stanza) ? forged(stanza) : stanza;
    alice.say(room, "second");
    world.pass(20);
    assertThat(circle.read(bob)).containsExactly("first");
    assertThat(circle.read(circle.tablet)).containsExactly("first");
    world.network.tampering = stanza -> stanza;
    alice.say(room, "third");
    world.pass(20);
    assertThat(circle.read(bob)).containsExactly("first", "third");
  }

  private static OutgoingStanza forged(OutgoingStanza stanza) {
    List<OmemoElement> changed = new ArrayList<>();
    for (OmemoElement each : Traffic.elements(stanza)) {
      if (each instanceof LegacyElement legacy) {
        byte[] other = legacy.payload().orElseThrow().bytes();
        other[0] ^= 1;
        changed.add(
            new LegacyElement(
                legacy.sender(), legacy.keys(), legacy.iv(), Optional.of(Ciphertext.of(other))));
      } else {
        changed.add(each);
      }
    }
    List<XmlElement> children = new ArrayList<>(OmemoStanza.children(changed));
    children.add(Stanzas.sealed(stanza));
    return with(stanza, children);
  }

  /** A line stands in its place, once, and the session is mended. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whatCannotBeReadLeavesOneLine(OmemoVersion version) {
    Outsider carol = member(CAROL, 777, version);
    alice.say(room, "hello");
    world.pass(10);
    carol.say(room, "readable");
    carol.say(room, "readable, too");
    alice.forgetSessions();
    OutgoingStanza lost = carol.say(room, "lost on alice");
    circle.server().inject(CAROL, lost);
    world.pass(30);
    assertThat(circle.read(alice)).containsExactly("hello", "readable", "readable, too");
    assertThat(lines(alice)).containsExactly(Note.NO_SESSION);
    ChatMessage line = circle.lines(alice).get(0);
    assertThat(line.sender()).isEqualTo(CAROL);
    assertThat(circle.read(bob)).contains("lost on alice");
    carol.say(room, "mended");
    assertThat(circle.read(alice)).contains("mended");
  }

  @Test
  void aMessageThatIsNotForThisDeviceLeavesOneLine() {
    Outsider carol = member(CAROL, 777, OMEMO_2);
    OutgoingStanza said = carol.say(room, "only for bob", Set.of(BOB));
    circle.server().inject(CAROL, said);
    world.pass(20);
    assertThat(circle.read(alice)).isEmpty();
    assertThat(lines(alice)).containsExactly(Note.NOT_FOR_THIS_DEVICE);
    assertThat(circle.read(bob)).containsExactly("only for bob");
  }

  /** Rooms cannot fill chats with lines. */
  @Test
  void junkUnderTheNumberOfAMemberLeavesFewLines() {
    Outsider carol = member(CAROL, 777, OMEMO_2);
    new Outsider(world, DAVE, 888, OMEMO_2);
    for (int i = 0; i < 40; i++) {
      circle.server().inject(CAROL, carol.stanza(room, "for dave", Set.of(DAVE)));
    }
    circle.server().inject(CAROL, malformed());
    world.pass(30);
    assertThat(lines(alice)).hasSizeLessThanOrEqualTo(10);
    carol.say(room, "and on");
    assertThat(circle.read(alice)).containsExactly("and on");
  }

  private OutgoingStanza malformed() {
    XmlElement junk =
        XmlElement.element(Namespaces.OMEMO_2, "encrypted")
            .with(XmlElement.element(Namespaces.OMEMO_2, "header").with("sid", "x").build())
            .build();
    return new OutgoingStanza("junk", room, OutgoingStanza.Type.GROUPCHAT, List.of(junk));
  }

  /** The own room shows everybody what they said, also with another id or from somebody else. */
  @Test
  void whatOneSaidOneselfIsNotReadAgain() {
    member(CAROL, 777, OMEMO_2);
    alice.say(room, "mine");
    world.pass(20);
    OutgoingStanza mine = circle.sealed().get(circle.sealed().size() - 1);
    List<XmlElement> bare = new ArrayList<>(mine.extensions());
    bare.removeIf(each -> each.namespace().equals(Namespaces.GROUPS));
    circle.server().inject(CAROL, under("again", mine));
    circle.server().inject(CAROL, with(mine, bare));
    world.pass(20);
    allRead("mine");
  }
}
