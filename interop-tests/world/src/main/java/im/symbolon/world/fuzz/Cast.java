package im.symbolon.world.fuzz;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.world.Phone;
import im.symbolon.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/** Three people with two devices each, and what happens to these. */
final class Cast {
  static final List<BareJid> PEOPLE = List.of(World.ALICE, World.BOB, World.CAROL);
  private static final Duration INTRODUCTIONS = Duration.ofMinutes(2);
  private static final int MOST_COMMITS = 12;

  private final World world;
  private final Listed listed;
  private final Ledger ledger;
  private final List<Seat> seats = new ArrayList<>();

  Cast(World world, Listed listed, Ledger ledger) {
    this.world = world;
    this.listed = listed;
    this.ledger = ledger;
    for (BareJid person : PEOPLE) {
      seats.add(new Seat(world, person, "first"));
      world.time.pass(INTRODUCTIONS);
      seats.add(new Seat(world, person, "second"));
      world.time.pass(INTRODUCTIONS);
    }
  }

  static BareJid owner(FuzzEvent event) {
    return PEOPLE.get(event.seat() / 2);
  }

  List<Seat> seats() {
    return Collections.unmodifiableList(seats);
  }

  private Seat seat(FuzzEvent event) {
    return seats.get(event.seat());
  }

  private Seat sibling(FuzzEvent event) {
    return seats.get(event.seat() ^ 1);
  }

  void write(FuzzEvent event) {
    Seat seat = seat(event);
    if (isMember(seat)) {
      BareJid to = PEOPLE.get((event.seat() / 2 + 1 + event.choice() % 2) % PEOPLE.size());
      SortedSet<DeviceAddress> due = listed.of(to);
      due.addAll(listed.of(seat.owner()));
      seat.phone().send(to, ledger.add(seat.address(), to, due).text());
    }
  }

  /** Whether it is on, and can be used. */
  private static boolean isMember(Seat seat) {
    return seat.phone().isOn()
        && !seat.isRemoved()
        && seat.phone().membership() == Membership.LINKED;
  }

  void cut(FuzzEvent event) {
    if (seat(event).phone().isOn()) {
      seat(event).phone().transport.cut();
    }
  }

  void kill(FuzzEvent event) {
    seat(event).phone().crash();
  }

  void killSoon(FuzzEvent event) {
    seat(event).phone().crashAfter(1 + event.choice() % MOST_COMMITS);
  }

  void start(FuzzEvent event) {
    world.start(seat(event).phone());
  }

  void save(FuzzEvent event) {
    if (isMember(seat(event))) {
      seat(event).save();
    }
  }

  void restore(FuzzEvent event) {
    Seat seat = seat(event);
    if (!seat.isRemoved() && seat.canBeRestored()) {
      seat.restore();
      ledger.forget(seats);
      world.start(seat.phone());
    }
  }

  void remove(FuzzEvent event) {
    Seat seat = seat(event);
    Seat by = sibling(event);
    if (!seat.isRemoved() && isMember(by)) {
      seat.remove(); // first, as the power may fail when it is done
      remove(by.phone(), seat.address());
      ledger.forget(seats);
    }
  }

  private static void remove(Phone by, DeviceAddress device) {
    try {
      by.messenger.ownDevices().remove(device.device());
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  void link(FuzzEvent event) {
    if (seat(event).isRemoved()) {
      seat(event).replace();
    }
  }

  /** Nothing fails any more, and everything is on. */
  void allOn() {
    for (Seat each : seats) {
      each.phone().crashAfter(Integer.MAX_VALUE);
      world.start(each.phone());
    }
  }

  /** As phones do that people carry around. */
  void allReconnect() {
    seats.forEach(each -> each.phone().transport.cut());
  }
}
