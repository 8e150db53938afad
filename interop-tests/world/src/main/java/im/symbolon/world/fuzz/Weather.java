package im.symbolon.world.fuzz;

import im.symbolon.protocol.BareJid;
import im.symbolon.world.Fates.Fate;
import im.symbolon.world.Network;
import im.symbolon.world.World;
import java.time.Duration;
import java.util.Random;

/** What the network and the servers do. */
final class Weather {
  private static final int MOST_JITTER_MILLIS = 600;
  private static final double MOST_DOUBLING = 0.1;
  private static final int OLDEST = 8;

  private final Network network;
  private final Random climate;

  Weather(World world, Random climate) {
    this.network = world.network;
    this.climate = climate;
    network.watching = false;
    network.telling = true;
    network.keepingWhatIsNowhereElse = true;
    network.keepingForTheAbsent = climate.nextBoolean();
    network.jitterMillis = 1 + climate.nextInt(MOST_JITTER_MILLIS);
    Cast.PEOPLE.forEach(person -> begin(person.domain()));
  }

  private void begin(String domain) {
    if (climate.nextBoolean()) {
      network.directories.serve(domain);
    }
    if (climate.nextBoolean()) {
      network.directories.archive(domain);
    }
  }

  /** From now on everything can be slow or come twice; while people get to know each other, not. */
  void breakUp() {
    network.doubling = climate.nextDouble() * MOST_DOUBLING;
  }

  void drop(FuzzEvent event) {
    network.fates.plan(Cast.owner(event), new Fate(0, Duration.ZERO));
  }

  void delay(FuzzEvent event) {
    network.fates.plan(Cast.owner(event), new Fate(1, Duration.ofSeconds(event.choice())));
  }

  void duplicate(FuzzEvent event) {
    network.fates.plan(Cast.owner(event), new Fate(2, Duration.ofMillis(event.choice())));
  }

  void reorder(FuzzEvent event) {
    network.fates.plan(Cast.owner(event), new Fate(1, Duration.ofMillis(10L * event.choice())));
  }

  void serverDown(FuzzEvent event) {
    network.down(Cast.owner(event).domain());
  }

  void serverUp(FuzzEvent event) {
    network.up(Cast.owner(event).domain());
  }

  void archiveOff(FuzzEvent event) {
    network.directories.archiveNoMore(Cast.owner(event).domain());
  }

  void archiveOn(FuzzEvent event) {
    network.directories.archive(Cast.owner(event).domain());
  }

  void withholdLists(FuzzEvent event) {
    network.directories.lies.withhold(Cast.owner(event));
  }

  void rollListsBack(FuzzEvent event) {
    network.directories.lies.rollBack(Cast.owner(event), 1 + event.choice() % OLDEST);
  }

  void tellTheTruth(FuzzEvent event) {
    network.directories.lies.end(Cast.owner(event));
  }

  /** From now on all servers and networks are as they should be. */
  void clearUp() {
    network.doubling = 0;
    network.fates.clear();
    for (BareJid person : Cast.PEOPLE) {
      network.up(person.domain());
      network.directories.lies.end(person);
      network.directories.archive(person.domain());
    }
  }
}
