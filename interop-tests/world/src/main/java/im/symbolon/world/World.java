package im.symbolon.world;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Two domains with people, and everything under a test's control. */
public final class World {
  public static final BareJid ALICE = new BareJid("alice", "alpha.test");
  public static final BareJid BOB = new BareJid("bob", "beta.test");
  public static final BareJid CAROL = new BareJid("carol", "gamma.test");

  public final VirtualTime time = new VirtualTime();
  final Random random;
  public final Network network;

  /** Whether new devices of an account are linked as soon as that is possible. */
  public boolean linking = true;

  final List<Phone> phones = new ArrayList<>();

  public World(long seed) {
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

  World withMailboxes() {
    network.keepingForTheAbsent = false;
    network.directories.keepMailboxes("alpha.test");
    network.directories.keepMailboxes("beta.test");
    return this;
  }

  World withArchives() {
    network.directories.archive("alpha.test");
    network.directories.archive("beta.test");
    return this;
  }

  /** One that knows both versions of OMEMO. */
  public Phone phone(BareJid account, String name) {
    return phone(account, name, OmemoVersion.OMEMO_2, OmemoVersion.LEGACY);
  }

  /** One that knows only these. */
  Phone phone(BareJid account, String name, OmemoVersion... speaks) {
    settle(account);
    try {
      Phone phone = new Phone(this, account, name, Set.of(speaks));
      phones.add(phone);
      return phone;
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** That phone is thrown away, and nothing is kept for it. */
  public void discard(Phone phone) {
    phone.crash();
    phones.remove(phone);
    network.forget(phone);
  }

  /** Links a device that waits for it, as soon as another one of the account can. */
  void link(Phone waiting) {
    if (!linking || waiting.membership() != Membership.UNLINKED) {
      return;
    }
    time.at(Duration.ofSeconds(1), waiting.life(), () -> link(waiting)); // if power fails in this
    for (Phone each : List.copyOf(phones)) {
      if (each != waiting && each.account().equals(waiting.account()) && each.isOn()) {
        each.admits(waiting);
      }
    }
  }

  /** A second device comes when the first one has begun the account. */
  private void settle(BareJid account) {
    for (Phone each : List.copyOf(phones)) {
      for (int i = 0;
          i < 10
              && each.account().equals(account)
              && each.isOn()
              && each.membership() == Membership.FIRST_TIME;
          i++) {
        pass(1);
      }
    }
  }

  public void pass(int seconds) {
    time.pass(Duration.ofSeconds(seconds));
  }

  public void start(Phone phone) {
    try {
      if (!phone.isOn()) {
        phone.start();
      }
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }
}
