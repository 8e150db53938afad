package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.Traffic.versions;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.WireFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large a stanza becomes, and how much a list of devices can cost. */
class LimitsTest {
  private final World world = new World(11);

  private OutgoingStanza sent(Phone from, String text) {
    String id = from.send(BOB, text);
    world.pass(10);
    return Traffic.of(world).with(id);
  }

  @Test
  void whatIsLargestIsSentInBothVersionsBelowTwoHundredKibibytes() {
    Phone alice = world.phone(ALICE, "phone");
    Phone old = world.phone(BOB, "old", LEGACY);
    Phone young = world.phone(BOB, "young", OMEMO_2);
    world.pass(120);
    String plain = "x".repeat(64 * 1024);
    String inflated = "<".repeat(25 * 1024) + "y".repeat(100);
    for (String text : List.of(plain, inflated)) {
      OutgoingStanza stanza = sent(alice, text);
      assertThat(size(stanza)).isLessThan(200 * 1024); // REVIEW 32
      assertThat(versions(stanza)).hasSize(2);
    }
    assertThat(old.texts(ALICE, false)).containsExactly(plain, inflated);
    assertThat(young.texts(ALICE, false)).containsExactly(plain, inflated);
  }

  @Test
  void whatCouldNotFitInBothVersionsIsRefusedWithASentence() {
    Phone alice = world.phone(ALICE, "phone");
    for (String text : List.of("x".repeat(64 * 1024 + 1), "<".repeat(27 * 1024))) {
      assertThatThrownBy(() -> alice.messenger.send(BOB, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The message is too long; send it as a file.");
    }
    assertThat(alice.history(BOB)).isEmpty();
  }

  private static long size(OutgoingStanza stanza) {
    return stanza.extensions().stream().mapToLong(e -> e.toXml().getBytes(UTF_8).length).sum();
  }

  /** REVIEW 32: too large once it is sealed, for very many devices. */
  @Test
  void aStanzaThatBecomesTooLargeIsALineAndHoldsUpNothing() {
    new Pen(world, BOB).hide(ALICE); // whoever has a root cannot be given devices by a server
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone", OMEMO_2);
    Phone old = world.phone(BOB, "old", LEGACY);
    world.pass(120);
    inventDevices(bob, OMEMO_2, 150, true);
    for (int i = 0; i < 12; i++) {
      sent(alice, "growing " + i);
      world.pass(61);
    }
    String large = alice.send(BOB, "x".repeat(64 * 1024));
    alice.send(BOB, "small");
    world.pass(30);
    assertThat(alice.history(BOB))
        .filteredOn(m -> m.id().equals(large))
        .extracting(m -> m.note().orElseThrow())
        .containsExactly(Note.NOT_SENDABLE);
    assertThat(Traffic.of(world).stanzas())
        .noneMatch(s -> s.id().equals(large))
        .allMatch(s -> size(s) < 200 * 1024);
    assertThat(bob.texts(ALICE, false)).endsWith("growing 11", "small");
    assertThat(old.texts(ALICE, false)).hasSize(13).endsWith("small");
  }

  /** PAINS P20: made-up devices cost no request each for every message. */
  @Test
  void twoHundredDevicesWithoutKeysCostTwentyQuestionsAMinuteAndVersion() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    sent(alice, "one");
    inventDevices(bob, OMEMO_2, 199, false);
    inventDevices(bob, LEGACY, 199, false);
    world.pass(61);
    int before = alice.transport.asked.size();
    for (int i = 0; i < 50; i++) {
      alice.send(BOB, "and " + i);
      world.time.pass(Duration.ofMillis(500));
    }
    long questions =
        alice.transport.asked.stream().skip(before).filter(n -> n.contains("bundles")).count();
    assertThat(questions).isLessThanOrEqualTo(40);
    assertThat(bob.texts(ALICE, false)).hasSize(51);
  }

  private void inventDevices(Phone owner, OmemoVersion version, int count, boolean withKeys) {
    WireFormat format = WireFormat.of(version);
    var list = world.network.directories.node(owner.account(), format.devicesNode());
    StringBuilder more = new StringBuilder();
    for (int id = 1; id <= count; id++) {
      more.append("<device id='").append(id).append("'/>");
      if (withKeys) {
        var bundles = world.network.directories.node(BOB, Namespaces.OMEMO_2_BUNDLES);
        bundles.put(Integer.toString(id), bundles.get(owner.messenger.device().toString()));
      }
    }
    list.put(
        "current",
        HostileStanzasTest.changed(
            list.get("current"), xml -> xml.replaceFirst("(<device )", more + "$1")));
  }
}
