package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.Traffic.keysFor;
import static im.symbolon.world.Traffic.versions;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.KeyEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who knows one version of OMEMO only, and who knows both, read each other. */
class BothVersionsTest {
  private static final OmemoVersion[] BOTH = {OMEMO_2, LEGACY};

  private final World world = new World(11);

  private OutgoingStanza sent(Phone from, String text) {
    String id = from.send(from.account().equals(ALICE) ? BOB : ALICE, text);
    world.pass(10);
    return Traffic.of(world).with(id);
  }

  private static boolean isKeyExchange(OutgoingStanza stanza, Phone to) {
    return keysFor(stanza, to).stream().allMatch(KeyEntry::keyExchange);
  }

  private static boolean hasBody(OutgoingStanza stanza) {
    return stanza.extensions().stream().anyMatch(e -> e.is(Namespaces.CLIENT, "body"));
  }

  @Test
  void firstContactInEachDirectionInTheBestVersionThatBothKnow() {
    for (OmemoVersion[] ours : List.of(BOTH, one(LEGACY), one(OMEMO_2))) {
      for (OmemoVersion[] theirs : List.of(BOTH, one(LEGACY), one(OMEMO_2))) {
        List<OmemoVersion> common = new ArrayList<>(List.of(ours));
        common.retainAll(List.of(theirs));
        if (!common.isEmpty()) {
          firstContact(ours, theirs, Collections.max(common));
        }
      }
    }
  }

  private static OmemoVersion[] one(OmemoVersion version) {
    return new OmemoVersion[] {version};
  }

  private static void firstContact(OmemoVersion[] ours, OmemoVersion[] theirs, OmemoVersion best) {
    World world = new World(5);
    Phone alice = world.phone(ALICE, "phone", ours);
    Phone bob = world.phone(BOB, "phone", theirs);
    world.pass(30);
    String hello = alice.send(BOB, "héllo ☃");
    world.pass(10);
    String reply = bob.send(ALICE, "hello yourself");
    world.pass(10);
    assertThat(bob.texts(ALICE, false)).containsExactly("héllo ☃");
    assertThat(alice.texts(BOB, false)).containsExactly("hello yourself");
    assertThat(versions(Traffic.of(world).with(hello))).containsExactly(best);
    assertThat(versions(Traffic.of(world).with(reply))).containsExactly(best);
    assertThat(Traffic.of(world).empty().stanzas())
        .as("the answer to the key exchange comes in its version")
        .isNotEmpty()
        .allMatch(s -> versions(s).equals(Set.of(best)));
    assertThat(alice.notes(BOB)).isEmpty();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void oneStanzaCarriesBothVersionsWhenTheDevicesNeedBoth() {
    Phone alice = world.phone(ALICE, "phone");
    Phone tablet = world.phone(ALICE, "tablet", LEGACY);
    Phone old = world.phone(BOB, "old", LEGACY);
    Phone young = world.phone(BOB, "young", OMEMO_2);
    world.pass(120);
    OutgoingStanza stanza = sent(alice, "to all of you");
    assertThat(versions(stanza)).containsExactlyInAnyOrder(LEGACY, OMEMO_2);
    assertThat(hasBody(stanza)).isTrue();
    for (Phone each : List.of(old, young, tablet)) {
      assertThat(keysFor(stanza, each)).as("one key per device").hasSize(1);
    }
    assertThat(old.texts(ALICE, false)).containsExactly("to all of you");
    assertThat(young.texts(ALICE, false)).containsExactly("to all of you");
    assertThat(tablet.texts(BOB, true)).containsExactly("to all of you");
    assertThat(Traffic.of(world).stanzas().stream().filter(s -> s.id().equals(stanza.id())))
        .hasSize(1);
    sent(young, "from the young");
    sent(old, "from the old");
    assertThat(alice.texts(BOB, false)).containsExactly("from the young", "from the old");
    assertThat(tablet.texts(BOB, false)).contains("from the old");
  }

  /** As if contacts' clients were none of ours: nobody promises what OMEMO's lists say. */
  private void nobodySignsLists() {
    world.network.directories.views.hideFromOthers(Namespaces.DEVICES);
  }

  /** A server that takes the better list away cannot do so unseen. */
  @Test
  void theSenderSeesHowManyDevicesWereReachedInLegacyOmemo() {
    nobodySignsLists();
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.phone(BOB, "old", LEGACY);
    world.pass(120);
    String both = sent(alice, "to both").id();
    assertThat(reachOf(alice, both)).isEqualTo(new Reach(2, 0, 0, 1));
    bob.speaks.remove(OMEMO_2);
    world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES).clear();
    world.pass(61);
    String downgraded = sent(alice, "downgraded").id();
    assertThat(reachOf(alice, downgraded)).isEqualTo(new Reach(2, 0, 0, 2));
  }

  private static Reach reachOf(Phone phone, String id) {
    return phone.history(BOB).stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .flatMap(ChatMessage::reach)
        .orElseThrow();
  }

  @Test
  void onlyLegacyOmemoHasAFallbackBodyAndNobodyIsShownIt() {
    nobodySignsLists();
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    assertThat(hasBody(sent(alice, "without a body"))).isFalse();
    bob.speaks.remove(OMEMO_2);
    world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES).clear();
    world.pass(61);
    assertThat(hasBody(sent(alice, "with one"))).isTrue();
    assertThat(bob.history(ALICE).stream().map(ChatMessage::text))
        .containsExactly("without a body", "with one");
  }

  @Test
  void theBetterVersionIsUsedAsSoonAsItIsListedAndTheOtherWhenItGoes() {
    nobodySignsLists();
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    assertThat(versions(sent(alice, "one"))).containsExactly(LEGACY);
    assertThat(versions(sent(bob, "two"))).containsExactly(LEGACY);
    bob.speaks.add(OMEMO_2);
    world.pass(3700);
    OutgoingStanza upgraded = sent(alice, "three");
    assertThat(versions(upgraded)).containsExactly(OMEMO_2);
    assertThat(isKeyExchange(upgraded, bob)).isTrue();
    assertThat(versions(sent(bob, "four"))).containsExactly(OMEMO_2);
    bob.speaks.remove(OMEMO_2);
    world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES).clear();
    world.pass(61);
    OutgoingStanza downgraded = sent(alice, "five");
    assertThat(versions(downgraded)).containsExactly(LEGACY);
    assertThat(isKeyExchange(downgraded, bob)).as("the old session goes on").isFalse();
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three", "five");
    assertThat(alice.texts(BOB, false)).containsExactly("two", "four");
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void whenTheBestVersionHasNoKeysTheOtherIsUsed() {
    nobodySignsLists();
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    var bundles = world.network.directories.node(BOB, Namespaces.OMEMO_2_BUNDLES);
    var right = bundles.remove(bob.messenger.device().toString());
    assertThat(versions(sent(alice, "no bundle"))).containsExactly(LEGACY);
    bundles.put(
        bob.messenger.device().toString(),
        HostileStanzasTest.changed(right, xml -> xml.replaceFirst("<spks>....", "<spks>AAAA")));
    world.pass(61);
    assertThat(versions(sent(alice, "bad bundle"))).containsExactly(LEGACY);
    bundles.put(bob.messenger.device().toString(), right);
    world.pass(61);
    assertThat(versions(sent(alice, "right bundle"))).containsExactly(OMEMO_2);
    assertThat(bob.texts(ALICE, false)).containsExactly("no bundle", "bad bundle", "right bundle");
  }

  @Test
  void aBadListIsAsIfItWereNotThere() {
    nobodySignsLists();
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    var node = world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES);
    node.put(
        "current",
        HostileStanzasTest.changed(node.get("current"), x -> "<x xmlns='urn:xmpp:omemo:2'/>"));
    assertThat(versions(sent(alice, "one"))).containsExactly(LEGACY);
    assertThat(bob.texts(ALICE, false)).containsExactly("one");
  }

  @Test
  void aLegacyChatOfTwoHundredOneWayMessagesIsAnsweredByHeartbeats() {
    Phone alice = world.phone(ALICE, "phone", LEGACY);
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    for (int i = 0; i < 200; i++) {
      alice.send(BOB, "monologue " + i);
      world.pass(1);
    }
    assertThat(bob.texts(ALICE, false)).hasSize(200).doesNotHaveDuplicates();
    assertThat(Traffic.of(world).to(ALICE).empty().stanzas())
        .as("the answer to the key exchange, and heartbeats at 53 (PAINS P20)")
        .hasSizeBetween(4, 5);
    assertThat(alice.notes(BOB)).isEmpty();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void duplicatesInLegacyOmemoAreSilent() {
    world.network.doubling = 0.7;
    Phone alice = world.phone(ALICE, "phone", LEGACY);
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    for (int i = 0; i < 10; i++) {
      alice.send(BOB, "a" + i);
      bob.send(ALICE, "b" + i);
      world.pass(2);
    }
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).hasSize(10).doesNotHaveDuplicates();
    assertThat(alice.texts(BOB, false)).hasSize(10).doesNotHaveDuplicates();
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(alice.notes(BOB)).isEmpty();
  }

  @Test
  void aLegacyKeyExchangeIsRepeatedUntilThereIsAnAnswer() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    bob.crash();
    List<String> ids = List.of(alice.send(BOB, "one"), alice.send(BOB, "two"));
    world.pass(10);
    ids.forEach(id -> assertThat(isKeyExchange(Traffic.of(world).with(id), bob)).isTrue());
    world.start(bob);
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "two");
    assertThat(isKeyExchange(sent(alice, "three"), bob)).isFalse();
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "two", "three");
  }

  @Test
  void lateMessagesOpenAfterARatchetStepInLegacyOmemo() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    sent(alice, "one");
    sent(bob, "two");
    world.network.losing = 1;
    OutgoingStanza late = sent(alice, "late");
    world.network.losing = 0;
    sent(alice, "three");
    sent(bob, "four");
    sent(alice, "five");
    world.network.inject(
        BOB,
        Network.message(EntityAddress.of(ALICE), BOB, late.id(), Origin.LIVE, late.extensions()));
    world.pass(10);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three", "five", "late");
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void lostLegacySessionsHealInTheirVersionAfterOneLine() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    sent(alice, "one");
    sent(bob, "two");
    bob.forgetSessions();
    Traffic before = Traffic.of(world);
    sent(alice, "three");
    world.pass(30);
    assertThat(Traffic.of(world).since(before).to(ALICE).empty().stanzas())
        .isNotEmpty()
        .allMatch(s -> versions(s).equals(Set.of(LEGACY)));
    sent(alice, "four");
    sent(bob, "five");
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "four");
    assertThat(bob.notes(ALICE).stream().map(m -> m.note().orElseThrow()))
        .containsExactly(Note.NO_SESSION);
    assertThat(alice.texts(BOB, false)).containsExactly("two", "five");
  }

  @Test
  void ofTwoElementsTheOneThatWasForUsIsTheOneThatIsTalkedAboutAndHealed() {
    Phone alice = world.phone(ALICE, "phone");
    world.phone(BOB, "young", OMEMO_2);
    world.pass(60);
    var list = world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES);
    var withoutPhone = list.get("current");
    Phone phone = world.phone(BOB, "phone", LEGACY);
    world.pass(120);
    aliceIsShownForGoodWhatBobSignedUntilNow();
    phone.speaks.add(OMEMO_2);
    world.pass(3700);
    list.put("current", withoutPhone);
    world.pass(61);
    assertThat(versions(sent(alice, "one"))).hasSize(2);
    sent(phone, "hello");
    for (int i = 0; i < 13; i++) { // however often the phone puts itself there again
      list.put("current", withoutPhone);
      world.pass(5);
    }
    phone.forgetSessions();
    assertThat(versions(sent(alice, "two"))).hasSize(2);
    world.pass(30);
    assertThat(phone.texts(ALICE, false)).as("asked for").containsExactly("one", "two");
    sent(alice, "three");
    assertThat(phone.texts(ALICE, false)).containsExactly("one", "two", "three");
  }

  /** That the phone speaks OMEMO 2, too, he signs later. */
  private void aliceIsShownForGoodWhatBobSignedUntilNow() {
    var signed = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    world.network.directories.views.show(ALICE, BOB, Namespaces.DEVICES, "current", signed);
  }

  @Test
  void aDeviceOfTheOtherVersionThatIsAddedGetsWhatFollows() {
    Phone alice = world.phone(ALICE, "phone");
    Phone old = world.phone(BOB, "old", LEGACY);
    world.pass(30);
    sent(alice, "one");
    Phone young = world.phone(BOB, "young", OMEMO_2);
    world.pass(120);
    assertThat(versions(sent(alice, "two"))).containsExactlyInAnyOrder(LEGACY, OMEMO_2);
    assertThat(old.texts(ALICE, false)).containsExactly("one", "two");
    assertThat(young.texts(ALICE, false)).containsExactly("two");
  }

  @Test
  void receiptsGoToDevicesThatCanReadThem() {
    Phone alice = world.phone(ALICE, "phone");
    world.phone(BOB, "old", LEGACY);
    Phone young = world.phone(BOB, "young", OMEMO_2);
    world.pass(120);
    Traffic before = Traffic.of(world);
    sent(young, "confirm this");
    assertThat(Traffic.of(world).since(before).to(BOB).stanzas())
        .isNotEmpty()
        .allMatch(s -> versions(s).equals(Set.of(OMEMO_2)));
    assertThat(young.changes.get(young.changes.size() - 1).state())
        .isEqualTo(im.symbolon.messenger.chat.DeliveryState.DELIVERED);
    assertThat(alice.texts(BOB, false)).containsExactly("confirm this");
  }

  /** PAINS X7: the manual button. */
  @Test
  void renewedSessionsBeginWithTheNextMessageAndOldOnesOpenWhatComesLate() throws Exception {
    for (OmemoVersion version : BOTH) {
      World world = new World(3);
      Phone alice = world.phone(ALICE, "phone", version);
      Phone bob = world.phone(BOB, "phone", version);
      world.pass(30);
      alice.send(BOB, "one");
      world.pass(10);
      bob.send(ALICE, "two");
      world.pass(10);
      world.network.losing = 1;
      String late = bob.send(ALICE, "late");
      world.pass(1);
      world.network.losing = 0;
      alice.messenger.renewSessions(BOB);
      String renewed = alice.send(BOB, "three");
      world.pass(10);
      assertThat(isKeyExchange(Traffic.of(world).with(renewed), bob)).isTrue();
      world.network.inject(
          ALICE,
          Network.message(
              EntityAddress.of(BOB),
              ALICE,
              late,
              Origin.LIVE,
              Traffic.of(world).with(late).extensions()));
      world.pass(10);
      String next = alice.send(BOB, "four");
      world.pass(10);
      assertThat(keysFor(Traffic.of(world).with(next), bob)).isNotEmpty();
      assertThat(bob.texts(ALICE, false)).containsExactly("one", "three", "four");
      assertThat(alice.texts(BOB, false)).containsExactly("two", "late");
      assertThat(alice.notes(BOB)).isEmpty();
    }
  }

  @Test
  void sessionsThatCannotBeRenewedGoOn() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", OMEMO_2);
    world.pass(30);
    sent(alice, "one");
    world.network.directories.node(BOB, Namespaces.OMEMO_2_BUNDLES).clear();
    alice.messenger.renewSessions(BOB);
    sent(alice, "two");
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "two");
  }
}
