package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.groups.Unreachable;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.SealedElementCodec;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.OmemoStanza;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group of people of ours, and of some with other OMEMO clients. */
class HybridGroupTest {
  static final BareJid DAVE = new BareJid("dave", "delta.test");

  private final Circle circle = new Circle(71).found();
  private final World world = circle.world;

  private Outsider joined(BareJid account, int device, OmemoVersion version) {
    Outsider outsider = new Outsider(world, account, device, version);
    if (!circle.server().affiliations.containsKey(account)) {
      circle.add(account);
    }
    outsider.join(circle.room);
    return outsider;
  }

  private OutgoingStanza last() {
    List<OutgoingStanza> sealed = circle.sealed();
    return sealed.get(sealed.size() - 1);
  }

  private List<Phone> ours() {
    return List.of(circle.alice, circle.tablet, circle.bob, circle.laptop);
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoHasAnotherClientReadsAndWritesWithAllOthers(OmemoVersion version) {
    Outsider carol = joined(CAROL, 777, version);
    circle.alice.say(circle.room, "from alice");
    world.pass(20);
    carol.say(circle.room, "from carol");
    world.pass(20);
    circle.laptop.say(circle.room, "from bob");
    world.pass(20);
    carol.say(circle.room, "carol again");
    world.pass(20);
    for (Phone each : ours()) {
      assertThat(circle.read(each))
          .as("%s %s", each.account(), each.name())
          .containsExactly("from alice", "from carol", "from bob", "carol again");
      assertThat(circle.lines(each)).isEmpty();
      ChatMessage hers = each.history(circle.room).get(1);
      assertThat(hers.sender()).isEqualTo(CAROL);
      assertThat(hers.senderDevice()).contains(carol.device);
      assertThat(hers.provenance().orElseThrow().version()).isEqualTo(version);
    }
    assertThat(carol.read).containsExactly("from alice", "from bob");
    assertThat(carol.unreadable).isZero();
  }

  @Test
  void aMessageIsOneStanzaWithTheSlotAndOmemoForTheOthersAlone() throws Exception {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    Outsider dave = joined(DAVE, 888, LEGACY);
    circle.alice.say(circle.room, "one");
    world.pass(20);
    int before = world.network.seen.size();
    circle.alice.say(circle.room, "two");
    world.pass(20);
    assertThat(world.network.seen.subList(before, world.network.seen.size())).hasSize(1);
    OutgoingStanza stanza = last();
    assertThat(Traffic.versions(stanza)).containsExactlyInAnyOrder(LEGACY, OMEMO_2);
    assertThat(Traffic.elements(stanza).get(0).entriesFor(carol.address())).hasSize(1);
    assertThat(Traffic.elements(stanza).get(1).entriesFor(dave.address())).hasSize(1);
    for (Phone each : ours()) {
      assertThat(Traffic.keysFor(stanza, each)).as("REVIEW 1").isEmpty();
    }
    assertThat(SealedElementCodec.decode(Stanzas.sealed(stanza)).payload())
        .as("it is OMEMO 2's")
        .isEmpty();
    assertThat(stanza.extensions())
        .anyMatch(each -> each.is(Namespaces.HINTS, "store"))
        .anyMatch(each -> each.is(Namespaces.EME, "encryption"))
        .anyMatch(
            each -> each.is(Namespaces.CLIENT, "body") && each.text().equals(OmemoStanza.FALLBACK));
    assertThat(carol.read).containsExactly("one", "two");
    assertThat(dave.read).containsExactly("one", "two");
  }

  @Test
  void aGroupWithNobodyElseOfOursWorks() {
    circle.make();
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    Outsider dave = joined(DAVE, 888, LEGACY);
    circle.alice.say(circle.room, "to you");
    world.pass(20);
    carol.say(circle.room, "from carol");
    dave.say(circle.room, "from dave");
    world.pass(20);
    assertThat(carol.read).containsExactly("to you");
    assertThat(dave.read).containsExactly("to you");
    assertThat(circle.read(circle.alice)).containsExactly("to you", "from carol", "from dave");
  }

  /** PAINS P12: one member without keys blocks everybody. */
  @Test
  void whoHasNoKeysKeepsNothingFromTheOthers() {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    joined(DAVE, 888, LEGACY).unpublish();
    world.network.directories.node(DAVE, Namespaces.OMEMO_LEGACY + ".bundles:888").clear();
    circle.alice.say(circle.room, "to all who can");
    world.pass(20);
    assertThat(carol.read).containsExactly("to all who can");
    assertThat(circle.read(circle.bob)).containsExactly("to all who can");
    ChatMessage said = circle.alice.history(circle.room).get(0);
    assertThat(said.reach().orElseThrow().keyless()).isEqualTo(1);
  }

  @Test
  void whoWasRemovedReadsNothingMore() {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    circle.alice.say(circle.room, "with carol");
    world.pass(20);
    circle.remove(CAROL);
    circle.server().affiliations.put(CAROL, "member"); // the room's server keeps her
    carol.join(circle.room);
    circle.alice.say(circle.room, "without carol");
    circle.bob.say(circle.room, "without carol either");
    world.pass(30);
    carol.say(circle.room, "still here");
    world.pass(30);
    assertThat(carol.read).containsExactly("with carol");
    for (Phone each : ours()) {
      assertThat(circle.read(each)).doesNotContain("still here");
      assertThat(circle.lines(each)).isEmpty();
    }
  }

  /** As in chats of two: nothing was ever verified of her, so her new device is hers. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aNewDeviceOfSomebodyWhoWasNeverVerifiedReadsAndWrites(OmemoVersion version) {
    Outsider carol = joined(CAROL, 777, version);
    circle.alice.say(circle.room, "to the first");
    world.pass(20);
    Outsider second = joined(CAROL, 778, version);
    second.say(circle.room, "it is me, too");
    world.pass(120);
    circle.alice.say(circle.room, "to both");
    world.pass(20);
    assertThat(carol.read).containsExactly("to the first", "it is me, too", "to both");
    assertThat(second.read).containsExactly("to both");
    for (Phone each : ours()) {
      assertThat(circle.read(each)).containsExactly("to the first", "it is me, too", "to both");
      assertThat(each.history(circle.room).get(1).sender()).isEqualTo(CAROL);
      assertThat(circle.lines(each)).isEmpty();
    }
  }

  /** As in chats of two: whose device was verified once has no new ones silently. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aNewDeviceOfSomebodyWhoWasVerifiedReadsNothing(OmemoVersion version) throws Exception {
    Outsider carol = joined(CAROL, 777, version);
    circle.alice.say(circle.room, "one");
    world.pass(20);
    circle.alice.messenger.trust(
        CAROL, carol.device, Fingerprint.of(carol.identity()), Trust.TRUSTED);
    Outsider second = joined(CAROL, 778, version);
    world.pass(700);
    circle.alice.say(circle.room, "two");
    world.pass(20);
    assertThat(carol.read).containsExactly("one", "two");
    assertThat(second.read).isEmpty();
    ChatMessage said = circle.alice.history(circle.room).get(1);
    assertThat(said.reach().orElseThrow().untrusted()).isEqualTo(1);
    second.say(circle.room, "am I carol?");
    world.pass(120);
    ChatMessage doubtful = circle.alice.history(circle.room).get(2);
    assertThat(doubtful.text()).isEqualTo("am I carol?");
    assertThat(doubtful.provenance().orElseThrow().trust()).isEqualTo(Trust.UNDECIDED);
  }

  /** Somebody of whom nothing is trusted gets nothing, is named, and keeps nobody else waiting. */
  @Test
  void whoseDevicesAreDistrustedGetsNothingAndStandsInTheList() throws Exception {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    Outsider dave = joined(DAVE, 888, LEGACY);
    circle.alice.say(circle.room, "one");
    world.pass(20);
    circle.alice.messenger.trust(
        CAROL, carol.device, Fingerprint.of(carol.identity()), Trust.DISTRUSTED);
    circle.alice.say(circle.room, "two");
    world.pass(20);
    assertThat(carol.read).containsExactly("one");
    assertThat(dave.read).containsExactly("one", "two");
    assertThat(circle.alice.messenger.groups().unreachable(circle.room))
        .containsExactly(new Unreachable(CAROL, Unreachable.Why.NO_DEVICES));
  }

  @Test
  void whoseServerIsAwayIsLeftOutAndNamed() throws Exception {
    joined(CAROL, 777, OMEMO_2);
    circle.bob.say(circle.room, "makes bob known");
    world.pass(20);
    Outsider dave = joined(DAVE, 888, OMEMO_2);
    world.network.directories.unreadable.add(Namespaces.OMEMO_2_DEVICES);
    world.network.directories.unreadable.add(Namespaces.OMEMO_2_BUNDLES);
    circle.bob.say(circle.room, "without dave");
    world.pass(20);
    assertThat(circle.read(circle.alice)).contains("without dave");
    assertThat(dave.read).isEmpty();
    assertThat(circle.bob.messenger.groups().unreachable(circle.room))
        .containsExactly(new Unreachable(DAVE, Unreachable.Why.NO_KEYS_YET));
    world.network.directories.unreadable.clear();
    world.pass(700);
    circle.bob.say(circle.room, "with dave");
    world.pass(20);
    assertThat(dave.read).containsExactly("with dave");
    assertThat(circle.bob.messenger.groups().unreachable(circle.room)).isEmpty();
  }

  /** The key that an admin saw is the only one that this number may have in the group. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoShowsBobAnotherKeyThanTheAdminSawIsNotWrittenTo(OmemoVersion version) throws Exception {
    Outsider carol = joined(CAROL, 777, version);
    circle.alice.say(circle.room, "one");
    world.pass(20);
    carol.renew(); // her server shows Bob, who has not looked so far, another device
    carol.publish();
    circle.bob.say(circle.room, "two");
    world.pass(20);
    assertThat(carol.read).containsExactly("one");
    assertThat(carol.unreadable).as("nothing was sealed for it").isZero();
    assertThat(circle.bob.notes(CAROL)).hasSize(1);
    carol.say(circle.room, "from the other key");
    world.pass(20);
    for (Phone each : ours()) {
      assertThat(circle.read(each)).containsExactly("one", "two");
      assertThat(circle.lines(each)).hasSize(1);
    }
  }

  @Test
  void whatWasSealedForSomebodyWhoWasRemovedIsSealedAnewWithoutThem() {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    circle.alice.say(circle.room, "one");
    world.pass(20);
    world.network.fates.plan(circle.room, new Fates.Fate(0, Duration.ZERO));
    String id = circle.alice.say(circle.room, "not for carol");
    world.pass(5);
    circle.remove(CAROL);
    circle.server().affiliations.put(CAROL, "member");
    carol.join(circle.room);
    world.pass(120);
    assertThat(circle.read(circle.bob)).containsExactly("one", "not for carol");
    assertThat(carol.read).containsExactly("one");
    assertThat(circle.sealed().stream().filter(each -> each.id().equals(id)))
        .isNotEmpty()
        .allMatch(each -> Traffic.elements(each).isEmpty());
  }

  /** Two hundred and fifty devices, each with a key exchange: REVIEW 32. */
  @Test
  void aGroupGrowsOnlyAsFarAsAMessageFitsIntoAStanza() {
    circle.make();
    int person = 0;
    List<Outsider> all = new ArrayList<>();
    for (int device = 0; device < 250; device++) {
      if (device % 25 == 0) {
        person++;
      }
      BareJid account = new BareJid("somebody-with-a-long-name-" + person, "organisation.test");
      OmemoVersion version = device % 2 == 0 ? OMEMO_2 : LEGACY;
      all.add(new Outsider(world, account, 1_000_000 + device, version));
    }
    for (int i = 1; i <= person; i++) {
      circle.add(new BareJid("somebody-with-a-long-name-" + i, "organisation.test"));
    }
    Outsider carol = new Outsider(world, CAROL, 777, OMEMO_2);
    assertThatThrownBy(() -> circle.alice.messenger.groups().add(circle.room, CAROL))
        .isInstanceOfSatisfying(
            GroupException.class,
            e -> assertThat(e.reason()).isEqualTo(GroupException.Reason.TOO_MANY_FOREIGN));
    assertThat(circle.server().affiliations).doesNotContainKey(carol.account);
    all.forEach(each -> each.transport.rooms().join(circle.room));
    world.pass(60);
    String text = "x".repeat(10_000);
    circle.alice.say(circle.room, text);
    world.pass(60);
    assertThat(all).allMatch(each -> each.read.equals(List.of(text)));
    long bytes =
        last().extensions().stream().mapToLong(each -> each.toXml().getBytes(UTF_8).length).sum();
    assertThat(bytes).isLessThan(200 * 1024L);
    String tooLong = circle.alice.say(circle.room, "x".repeat(60_000));
    world.pass(20);
    assertThat(circle.alice.stateOf(circle.room, tooLong)).isEqualTo(DeliveryState.FAILED);
    circle.alice.say(circle.room, "and on");
    world.pass(20);
    assertThat(all).allMatch(each -> each.read.size() == 2);
  }

  /** A member of ours who uses another client, too, and says that it is his. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aForeignDeviceThatAMemberAdoptedReadsAndWrites(OmemoVersion version) throws Exception {
    Outsider old = joined(BOB, 779, version);
    circle.bob.transport.cut();
    world.pass(300);
    circle.alice.say(circle.room, "not adopted");
    world.pass(20);
    assertThat(old.read).isEmpty();
    circle.bob.messenger.ownDevices().adopt(old.device, Fingerprint.of(old.identity()));
    world.pass(60);
    circle.bob.send(ALICE, "makes her look at the lists");
    world.pass(700);
    circle.alice.say(circle.room, "adopted");
    world.pass(20);
    circle.laptop.say(circle.room, "from the laptop");
    world.pass(20);
    old.say(circle.room, "from the old one");
    world.pass(20);
    assertThat(old.read).containsExactly("adopted", "from the laptop");
    assertThat(circle.read(circle.alice))
        .containsExactly("not adopted", "adopted", "from the laptop", "from the old one");
    assertThat(circle.alice.history(circle.room).get(3).sender()).isEqualTo(BOB);
    assertThat(circle.bob.history(circle.room).get(3).outgoing()).isTrue();
  }

  /** It is for devices that know groups; others would show that something came. */
  @Test
  void whoHasAnotherClientGetsNothingThatOnlyOursUnderstand() {
    Outsider carol = joined(CAROL, 777, OMEMO_2);
    int before = world.network.seen.size();
    circle.alice.say(circle.room, "one");
    world.pass(20);
    circle.remove(CAROL);
    world.pass(60);
    assertThat(
            world.network.seen.subList(before, world.network.seen.size()).stream()
                .filter(each -> each.to().equals(carol.account)))
        .isEmpty();
  }
}
