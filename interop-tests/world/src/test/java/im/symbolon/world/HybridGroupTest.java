package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
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
  void aMessageIsOneStanzaWithTheSlotAndOmemoForTheOthersAlone() {
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
    assertThat(Stanzas.sealed(stanza).child("payload")).as("it is OMEMO 2's").isEmpty();
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

  static List<OmemoElement> elements(OutgoingStanza stanza) {
    return new ArrayList<>(Traffic.elements(stanza));
  }
}
