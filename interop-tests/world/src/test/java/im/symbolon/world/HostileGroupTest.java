package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers and strangers who do whatever they like to a group. */
class HostileGroupTest {
  /** Where they stand in a sealed element. */
  private static final int CHAIN = 5;

  private static final int ITERATION = 21;
  private static final Table CHAINS = Table.epoch(74, "sender chains of others");
  private static final Table WAITING = Table.lasting(75, "group messages without their chain");

  private final Circle circle = new Circle(67).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;

  private void talk() {
    alice.say(circle.room, "from alice");
    world.pass(5);
    bob.say(circle.room, "from bob");
    world.pass(30);
    allRead("from alice", "from bob");
  }

  private void allRead(String... texts) {
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      assertThat(circle.read(each)).as("%s %s", each.account(), each.name()).containsExactly(texts);
      assertThat(circle.lines(each)).isEmpty();
    }
  }

  @Test
  void whomTheServerAddsByItselfGetsNothing() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    talk();
    circle.server().affiliations.put(CAROL, "member");
    carol.transport.rooms().join(circle.room);
    alice.say(circle.room, "not for carol");
    world.pass(60);
    allRead("from alice", "from bob", "not for carol");
    assertThat(carol.history(circle.room)).isEmpty();
    assertThat(carol.count(CHAINS)).isZero();
    assertThat(world.network.seen).noneMatch(stanza -> stanza.to().equals(CAROL));
  }

  /**
   * Who is not in the room is no reader: what he is to read again, he gets with a chain of then.
   */
  @Test
  void whomTheServerTakesOutReadsAgainWhenHeIsBack() {
    talk();
    circle.server().affiliations.remove(BOB);
    world.pass(90);
    alice.say(circle.room, "without bob");
    world.pass(30);
    assertThat(circle.read(bob)).containsExactly("from alice", "from bob");
    circle.server().affiliations.put(BOB, "member");
    world.pass(90);
    alice.say(circle.room, "with bob");
    world.pass(30);
    assertThat(circle.read(bob)).containsExactly("from alice", "from bob", "with bob");
  }

  @Test
  void underWhateverNameTheServerShowsAMessageItsWriterIsWhoWroteIt() {
    talk();
    circle.server().lying =
        (to, stanza) -> List.of(Stanzas.from(stanza, circle.server().occupant(CAROL)));
    bob.say(circle.room, "really from bob");
    world.pass(30);
    allRead("from alice", "from bob", "really from bob");
    assertThat(alice.history(circle.room).get(2).sender()).isEqualTo(BOB);
  }

  @Test
  void messagesThatComeTwiceOrInAnotherOrderAreReadOnceEach() {
    talk();
    List<IncomingStanza> kept = new ArrayList<>();
    circle.server().lying =
        (to, stanza) -> {
          if (to.equals(BOB)) {
            kept.add(0, stanza);
            return List.of();
          }
          return List.of(stanza, stanza);
        };
    for (int i = 0; i < 5; i++) {
      alice.say(circle.room, "number " + i);
    }
    world.pass(10);
    circle.server().lying = (to, stanza) -> List.of(stanza);
    for (IncomingStanza each : kept) {
      world.network.inject(BOB, each);
    }
    world.pass(30);
    assertThat(circle.read(bob))
        .containsExactlyInAnyOrder(
            "from alice", "from bob", "number 0", "number 1", "number 2", "number 3", "number 4");
    assertThat(circle.read(circle.tablet)).hasSize(7).doesNotHaveDuplicates();
  }

  /** REVIEW 11. */
  @Test
  void whoMissedADistributionAsksForIt() {
    world.network.fates.plan(BOB, new Fates.Fate(0, Duration.ZERO));
    alice.say(circle.room, "overtakes its chain");
    world.pass(5);
    assertThat(circle.read(bob)).isEmpty();
    assertThat(bob.count(WAITING)).isEqualTo(1);
    assertThat(circle.lines(bob)).isEmpty();
    alice.say(circle.room, "the next one");
    world.pass(120);
    assertThat(circle.read(bob)).contains("the next one");
    alice.say(circle.room, "and one more");
    world.pass(30);
    assertThat(circle.read(bob)).contains("and one more");
  }

  /** REVIEW 11. */
  @Test
  void aMessageThatOvertakesItsDistributionIsReadWhenThatComes() {
    world.network.fates.plan(BOB, new Fates.Fate(1, Duration.ofSeconds(8)));
    alice.say(circle.room, "overtakes its chain");
    world.pass(4);
    assertThat(circle.read(bob)).isEmpty();
    world.pass(10);
    assertThat(circle.read(bob)).containsExactly("overtakes its chain");
    assertThat(bob.count(WAITING)).isZero();
  }

  @Test
  void aMessageOfOneRoomCountsForNothingInAnother() {
    talk();
    BareJid tea = circle.room;
    OutgoingStanza said = circle.last();
    circle.make();
    circle.add(BOB);
    circle.enter(circle.tablet, bob, circle.laptop);
    alice.say(circle.room, "in the other room");
    world.pass(30);
    circle.server().inject(BOB, said);
    world.pass(60);
    allRead("in the other room");
    assertThat(bob.texts(tea, true)).containsExactly("from bob");
  }

  @Test
  void aChainThatJumpsByAMillionIsNoChain() {
    talk();
    OutgoingStanza jump = Stanzas.with(circle.last(), ITERATION, (byte) -1, (byte) -1);
    circle.server().inject(BOB, jump);
    OutgoingStanza far = Stanzas.with(circle.last(), ITERATION, (byte) 3, (byte) 0xe7);
    circle.server().inject(BOB, far);
    world.pass(30);
    bob.say(circle.room, "and on");
    world.pass(10);
    allRead("from alice", "from bob", "and on");
  }

  @Test
  void aForgedOrChangedMessageIsNotReadAndChangesNothing() {
    talk();
    for (int at : List.of(4, 62, 95, 127, 159, 223, 272)) {
      // the device, the epoch's number, recipients, commitment, signature, slot, message id
      circle.server().inject(BOB, Stanzas.flipped(circle.last(), at));
    }
    world.pass(30);
    bob.say(circle.room, "and on");
    world.pass(10);
    allRead("from alice", "from bob", "and on");
  }

  @Test
  void aChainForAGroupThatOneIsNotInIsNotKept() throws Exception {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    alice.send(CAROL, "hello");
    world.pass(30);
    new Control(world).say(alice, carol, List.of(distribution(circle.room)));
    assertThat(carol.count(CHAINS)).isZero();
  }

  /** Somebody who is in no list hands a chain to a member. */
  @Test
  void aChainOfSomebodyWhoIsNoMemberIsNotKept() throws Exception {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    carol.send(ALICE, "hello");
    world.pass(30);
    int before = alice.count(CHAINS);
    new Control(world).say(carol, alice, List.of(distribution(circle.room)));
    assertThat(alice.count(CHAINS)).isEqualTo(before);
  }

  private XmlElement distribution(BareJid room) throws Exception {
    GroupPlace place =
        alice.messenger.groups().all().stream()
            .filter(each -> each.room().equals(room))
            .findFirst()
            .orElseThrow()
            .place();
    EpochName epoch = new EpochName(1, EpochHash.parse(new byte[32]));
    return ChainDistribution.of(
            place,
            epoch,
            new ChainPosition(ChainId.parse(new byte[16]), 0),
            new VerifyKey(alice.messenger.identity()),
            new byte[32])
        .toXml();
  }

  /** REVIEW 10: what was removed stays removed, whatever is shown again. */
  @Test
  void anOldEpochThatIsShownAgainAddsNobody() throws Exception {
    talk();
    List<OutgoingStanza> before = List.copyOf(world.network.seen);
    List<MemoryRoom.Said> shown = List.copyOf(circle.server().history);
    circle.hideEpochsFrom(BOB);
    circle.remove(BOB);
    circle.server().affiliations.put(BOB, "member");
    bob.transport.rooms().online();
    world.pass(10);
    before.stream()
        .filter(each -> each.to().equals(ALICE))
        .forEach(each -> world.network.inject(ALICE, Stanzas.again(each, ALICE)));
    shown.forEach(each -> circle.server().inject(each.by(), each.stanza()));
    world.pass(30);
    assertThat(alice.messenger.groups().members(circle.room))
        .filteredOn(each -> each.role().isPresent())
        .extracting(GroupMember::account)
        .containsExactly(ALICE);
    alice.say(circle.room, "without bob");
    world.pass(60);
    assertThat(circle.read(circle.tablet)).contains("without bob");
    assertThat(circle.read(bob)).containsExactly("from alice", "from bob");
    assertThat(circle.canOpen(bob, circle.last(), alice)).as("keys of before").isFalse();
  }

  /** REVIEW 10: whatever the removed know, and whoever lets them speak. */
  @Test
  void whatSomebodyWritesAfterTheirRemovalIsNotRead() {
    talk();
    circle.hideEpochsFrom(BOB);
    circle.remove(BOB);
    circle.server().affiliations.put(BOB, "member");
    bob.transport.rooms().online();
    world.pass(10);
    bob.say(circle.room, "still here");
    world.pass(60);
    assertThat(circle.sealed().size()).as("the room took it").isEqualTo(3);
    assertThat(circle.read(alice)).containsExactly("from alice", "from bob");
    assertThat(circle.read(circle.tablet)).containsExactly("from alice", "from bob");
    assertThat(circle.lines(circle.tablet)).isEmpty();
  }

  @Test
  void anEpochThatWasChangedOrIsOfAnotherRoomAddsNobody() throws Exception {
    talk();
    BareJid tea = circle.room;
    Epoch forged = withCarol(tea);
    circle.make();
    circle.server().inject(ALICE, Admins.shown(forged));
    circle.room = tea;
    XmlElement xml = EpochCodec.encode(forged);
    for (String attribute : List.of("number", "signer", "time", "signature", "genesis")) {
      circle
          .server()
          .inject(ALICE, Stanzas.of(tea, Stanzas.with(xml, attribute, other(xml, attribute))));
    }
    world.pass(30);
    for (Phone each : List.of(alice, circle.tablet, bob)) {
      assertThat(each.messenger.groups().members(tea)).as(each.name()).hasSize(2);
    }
    bob.say(tea, "and on");
    world.pass(30);
    assertThat(alice.texts(tea, false)).containsExactly("from bob", "and on");
    circle.server().inject(ALICE, Admins.shown(forged));
    world.pass(30);
    assertThat(bob.messenger.groups().members(tea)).as("what it was made of counts").hasSize(3);
  }

  private Epoch withCarol(BareJid room) {
    AccountRoot root = new AccountRoot(alice.messenger.identity());
    return Admins.signed(
        alice,
        room,
        world.time.instant(),
        (draft, group) -> draft.add(group, Member.account(CAROL, MemberRole.MEMBER, root)));
  }

  private static String other(XmlElement epoch, String attribute) {
    return switch (attribute) {
      case "number" -> "7";
      case "signer" -> BOB.toString();
      case "time" -> "1790000001";
      default -> Stanzas.flipped(epoch.attribute(attribute).orElseThrow());
    };
  }

  /** What a room says about itself is read by nobody. */
  @Test
  void aRoomThatRenamesItselfRenamesNoGroup() throws Exception {
    talk();
    circle.server().subject = "Somewhere else";
    var place = alice.messenger.groups().all().get(0).place();
    XmlElement about =
        XmlElement.element(Namespaces.GROUPS, "about")
            .with("room", circle.room.toString())
            .with("genesis", place.genesis().toBase64())
            .with("time", Long.toString(world.time.millis()))
            .with(XmlElement.element(Namespaces.GROUPS, "name").text("Coffee").build())
            .with(XmlElement.element(Namespaces.GROUPS, "topic").text("lies").build())
            .build();
    XmlElement subject = XmlElement.element(Namespaces.CLIENT, "subject").text("lies").build();
    circle.server().inject(ALICE, Stanzas.of(circle.room, about));
    circle.server().inject(ALICE, Stanzas.of(circle.room, subject));
    world.pass(30);
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      assertThat(each.messenger.groups().about(circle.room).orElseThrow().name()).isEqualTo("Tea");
    }
    allRead("from alice", "from bob");
  }

  /** REVIEW 11. */
  @Test
  void distributionsThatAreDroppedForLongAreAskedForAgainAndNothingIsLost() {
    for (int i = 0; i < 200; i++) {
      world.network.fates.plan(BOB, new Fates.Fate(0, Duration.ZERO));
    }
    alice.say(circle.room, "one");
    world.pass(120);
    alice.say(circle.room, "two");
    world.pass(120);
    assertThat(circle.read(bob)).isEmpty();
    assertThat(circle.lines(bob)).isEmpty();
    assertThat(bob.count(WAITING)).isEqualTo(2);
    world.network.fates.clear();
    bob.crash();
    world.start(bob);
    world.pass(120);
    alice.say(circle.room, "three");
    world.pass(120);
    assertThat(circle.read(bob)).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(bob.count(WAITING)).isZero();
  }

  /** A server that does not know him, or says so: the next message brings it again. */
  @Test
  void aDistributionThatComesBackIsHandedOverAgain() {
    world.network.fates.plan(BOB, new Fates.Fate(0, Duration.ZERO));
    Traffic before = Traffic.of(world);
    alice.say(circle.room, "one");
    world.pass(2);
    OutgoingStanza chain = Traffic.of(world).since(before).to(BOB).stanzas().get(0);
    world.network.inject(ALICE, Stanzas.returned(chain, "service-unavailable"));
    world.pass(2);
    bob.crash(); // he cannot ask
    circle.laptop.crash();
    Traffic then = Traffic.of(world);
    alice.say(circle.room, "two");
    world.pass(5);
    assertThat(Traffic.of(world).since(then).to(BOB).stanzas()).hasSize(1);
    world.start(bob);
    world.pass(60);
    assertThat(circle.read(bob)).contains("two");
  }

  /** Whatever was decided after the look and before the seal counts. */
  @Test
  void aDeviceThatIsDistrustedWhileAMessageIsSealedReadsNothingOfIt() throws Exception {
    talk();
    Fingerprint key = Fingerprint.of(circle.laptop.messenger.identity());
    boolean[] done = new boolean[1];
    alice.meanwhile =
        () -> {
          if (!done[0]) {
            done[0] = true;
            try {
              alice.messenger.trust(BOB, circle.laptop.messenger.device(), key, Trust.DISTRUSTED);
            } catch (StoreException | OtherKeyException e) {
              throw new AssertionError(e);
            }
          }
        };
    alice.say(circle.room, "not for the laptop");
    world.pass(60);
    alice.meanwhile = () -> {};
    assertThat(done[0]).isTrue();
    assertThat(circle.read(bob)).contains("not for the laptop");
    assertThat(circle.read(circle.laptop)).doesNotContain("not for the laptop");
    assertThat(circle.canOpen(circle.laptop, circle.last(), alice)).isFalse();
  }

  /** A room makes up messages of chains that nobody has. */
  @Test
  void whatARoomMakesUpFillsNoStoreAndStopsNobody() {
    talk();
    for (int i = 0; i < 600; i++) {
      byte[] chain = Arrays.copyOf(("c" + i).getBytes(UTF_8), 16);
      circle.server().inject(BOB, Stanzas.with(circle.last(), CHAIN, chain));
    }
    world.pass(60);
    assertThat(alice.count(WAITING)).isEqualTo(500);
    bob.say(circle.room, "and on");
    world.pass(30);
    allRead("from alice", "from bob", "and on");
  }

  /** What a device is that its owner removed while a message was being sealed. */
  @Test
  void aDeviceThatItsOwnerRemovedReadsNothingFromThenOn() throws StoreException {
    talk();
    bob.messenger.ownDevices().remove(circle.laptop.messenger.device());
    world.pass(60);
    bob.send(ALICE, "makes her look at the lists");
    world.pass(60);
    alice.say(circle.room, "not for the laptop");
    world.pass(60);
    assertThat(circle.read(bob)).contains("not for the laptop");
    assertThat(circle.read(circle.laptop)).doesNotContain("not for the laptop");
  }

  @Test
  void aDeviceThatIsLinkedBetweenTwoMessagesReadsTheSecond() {
    talk();
    Phone third = world.phone(BOB, "third");
    world.pass(120);
    bob.send(ALICE, "makes her look at the lists");
    world.pass(60);
    third.transport.rooms().join(circle.room);
    circle.enter(third);
    alice.say(circle.room, "also for the third");
    world.pass(60);
    allRead("from alice", "from bob", "also for the third");
  }

  /** REVIEW 25. */
  @Test
  void whereverPowerFailsNothingIsLostAndNoKeyIsUsedTwice() {
    talk();
    List<String> expected = new ArrayList<>(List.of("from alice", "from bob"));
    for (int commits = 1; commits < 7; commits++) {
      alice.crashAfter(commits);
      String text = "number " + commits;
      try {
        alice.say(circle.room, text);
        expected.add(text);
      } catch (VirtualTime.PowerCut e) {
        // It was stored or it was not: that is seen below.
      }
      world.pass(10);
      world.start(alice);
      alice.crashAfter(Integer.MAX_VALUE);
      world.pass(60);
    }
    List<String> said = alice.history(circle.room).stream().map(m -> m.text()).toList();
    assertThat(said).containsAll(expected).doesNotHaveDuplicates();
    assertThat(circle.read(bob)).containsExactlyInAnyOrderElementsOf(said);
    assertThat(
            circle.sealed().stream()
                .map(Stanzas::sealed)
                .map(each -> Stanzas.bytes(each, CHAIN, ITERATION + 2))
                .distinct()
                .count())
        .as("places in chains")
        .isEqualTo(circle.sealed().stream().map(OutgoingStanza::id).distinct().count());
  }

  /** A group's stanza says nothing that is not sealed, but what the namespace says it does. */
  @Test
  void theRoomsServerReadsNoText() {
    talk();
    assertThat(circle.sealed())
        .isNotEmpty()
        .allSatisfy(
            stanza ->
                assertThat(stanza.extensions().toString())
                    .doesNotContain("from alice")
                    .doesNotContain("from bob"));
    assertThat(Optional.of(Namespaces.GROUPS)).isPresent();
  }
}
