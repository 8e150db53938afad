package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever networks, servers and batteries do: everything arrives, once, readable. */
class AnyNetworkTest {
  /** What may happen. */
  enum Event {
    ALICE_WRITES,
    BOB_WRITES,
    ALICE_TABLET_WRITES,
    BRIEFLY,
    A_WHILE,
    ALICE_LOSES_CONNECTION,
    BOB_LOSES_CONNECTION,
    ALICE_CRASHES,
    BOB_CRASHES,
    ALICE_CRASHES_SOON,
    BOB_CRASHES_SOON,
    ALICE_STARTS,
    BOB_STARTS,
    BETA_GOES_DOWN,
    BETA_COMES_UP
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Arbitraries.of(Event.class).list().ofMinSize(5).ofMaxSize(60);
  }

  @Property(tries = 150)
  void everythingArrivesOnceAndReadable(
      @ForAll("events") List<Event> events, @ForAll long seed, @ForAll boolean services) {
    arrives(services ? new World(seed).withPrekeyServices() : new World(seed), events);
  }

  /** Servers that keep nothing for those who are away, except in the archive. */
  @Property(tries = 100)
  void everythingArrivesOnceAndReadableByArchivesAlone(
      @ForAll("events") List<Event> events, @ForAll long seed) {
    arrives(new World(seed).withArchivesOnly(), events);
  }

  /** As it is with most servers. */
  @Property(tries = 50)
  void everythingArrivesOnceAndReadableByArchivesAndOtherwise(
      @ForAll("events") List<Event> events, @ForAll long seed) {
    arrives(new World(seed).withArchives(), events);
  }

  private static void arrives(World world, List<Event> events) {
    world.network.losing = 0.1;
    world.network.doubling = 0.2;
    world.network.jitterMillis = 400;
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(30);
    List<String> fromAlice = new ArrayList<>();
    List<String> fromBob = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    int number = 0;
    for (Event event : events) {
      switch (event) {
        case ALICE_WRITES -> ids.add(write(alice, BOB, "alice " + number++, fromAlice));
        case ALICE_TABLET_WRITES -> ids.add(write(tablet, BOB, "tablet " + number++, fromAlice));
        case BOB_WRITES -> write(bob, ALICE, "bob " + number++, fromBob);
        case BRIEFLY -> world.time.pass(java.time.Duration.ofMillis(300));
        case A_WHILE -> world.pass(20);
        case ALICE_LOSES_CONNECTION -> alice.transport.cut();
        case BOB_LOSES_CONNECTION -> bob.transport.cut();
        case ALICE_CRASHES -> alice.crash();
        case BOB_CRASHES -> bob.crash();
        case ALICE_CRASHES_SOON -> alice.crashAfter(1 + world.random.nextInt(6));
        case BOB_CRASHES_SOON -> bob.crashAfter(1 + world.random.nextInt(6));
        case ALICE_STARTS -> world.start(alice);
        case BOB_STARTS -> world.start(bob);
        case BETA_GOES_DOWN -> world.network.down("beta.test");
        case BETA_COMES_UP -> world.network.up("beta.test");
      }
    }
    for (Phone each : world.phones) {
      each.crashAfter(Integer.MAX_VALUE);
      world.start(each);
    }
    world.network.up("beta.test");
    world.network.losing = 0;
    world.pass(600);
    write(bob, ALICE, "bob is there", fromBob);
    write(alice, BOB, "alice is there", fromAlice);
    world.pass(600);

    assertThat(bob.texts(ALICE, false)).containsExactlyInAnyOrderElementsOf(fromAlice);
    assertThat(alice.texts(BOB, false)).containsExactlyInAnyOrderElementsOf(fromBob);
    assertThat(tablet.texts(BOB, false)).containsExactlyInAnyOrderElementsOf(fromBob);
    assertThat(alice.texts(BOB, true)).containsExactlyInAnyOrderElementsOf(fromAlice);
    assertThat(tablet.texts(BOB, true)).containsExactlyInAnyOrderElementsOf(fromAlice);
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(alice.notes(BOB)).isEmpty();
    assertThat(tablet.notes(BOB)).isEmpty();
    for (String id : ids) {
      if (id != null) {
        assertThat(bob.history(ALICE).stream().filter(m -> m.id().equals(id))).hasSize(1);
        assertThat(alice.history(BOB).stream().filter(m -> m.id().equals(id)).map(m -> m.state()))
            .containsExactly(DeliveryState.DELIVERED);
      }
    }
  }

  private static String write(Phone from, BareJid to, String text, List<String> written) {
    if (!from.isOn()) {
      return null;
    }
    try {
      String id = from.send(to, text);
      written.add(text);
      return id;
    } catch (VirtualTime.PowerCut e) {
      written.add(text); // stored, and the power failed before the answer
      return null;
    }
  }
}
