package im.symbolon.messenger.world;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two domains with people, and everything under a test's control. */
final class World {
  static final BareJid ALICE = new BareJid("alice", "alpha.test");
  static final BareJid BOB = new BareJid("bob", "beta.test");
  static final BareJid CAROL = new BareJid("carol", "gamma.test");

  final VirtualTime time = new VirtualTime();
  final Random random;
  final Network network;
  final List<Phone> phones = new ArrayList<>();

  World(long seed) {
    random = new Random(seed);
    network = new Network(time, random);
  }

  World withPrekeyServices() {
    network.directories.serve("alpha.test");
    network.directories.serve("beta.test");
    return this;
  }

  /** Servers keep archives, and nothing else for those who are away. */
  World withArchivesOnly() {
    network.keepingForTheAbsent = false;
    return withArchives();
  }

  World withArchives() {
    network.directories.archive("alpha.test");
    network.directories.archive("beta.test");
    return this;
  }

  Phone phone(BareJid account, String name) {
    try {
      Phone phone = new Phone(time, network, random, account, name);
      phones.add(phone);
      return phone;
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  void pass(int seconds) {
    time.pass(Duration.ofSeconds(seconds));
  }

  void start(Phone phone) {
    try {
      if (!phone.isOn()) {
        phone.start();
      }
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
