package im.symbolon.world.fuzz;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.world.Phone;
import im.symbolon.world.VirtualTime;
import im.symbolon.world.World;
import java.time.Duration;
import java.util.ArrayList;
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
  private final List<Phone> seats = new ArrayList<>();

  Cast(World world, Listed listed, Ledger ledger) {
    this.world = world;
    this.listed = listed;
    this.ledger = ledger;
    for (BareJid person : PEOPLE) {
      seats.add(world.phone(person, "first"));
      world.time.pass(INTRODUCTIONS);
      seats.add(world.phone(person, "second"));
      world.time.pass(INTRODUCTIONS);
    }
  }

  static BareJid owner(FuzzEvent event) {
    return PEOPLE.get(event.seat() / 2);
  }

  List<Phone> phones() {
    return seats;
  }

  static DeviceAddress address(Phone phone) {
    return new DeviceAddress(phone.account(), phone.messenger.device());
  }

  void write(FuzzEvent event) {
    Phone phone = seats.get(event.seat());
    if (phone.isOn()) {
      int other = (event.seat() / 2 + 1 + event.choice() % 2) % PEOPLE.size();
      BareJid to = PEOPLE.get(other);
      SortedSet<DeviceAddress> due = listed.of(to);
      due.addAll(listed.of(phone.account()));
      phone.send(to, ledger.add(address(phone), to, due).text());
    }
  }

  void cut(FuzzEvent event) {
    Phone phone = seats.get(event.seat());
    if (phone.isOn()) {
      phone.transport.cut();
    }
  }

  void kill(FuzzEvent event) {
    seats.get(event.seat()).crash();
  }

  void killSoon(FuzzEvent event) {
    seats.get(event.seat()).crashAfter(1 + event.choice() % MOST_COMMITS);
  }

  void start(FuzzEvent event) {
    world.start(seats.get(event.seat()));
  }

  /** Nothing fails any more, and everything is on. */
  void allOn() {
    for (Phone each : seats) {
      each.crashAfter(Integer.MAX_VALUE);
      try {
        world.start(each);
      } catch (VirtualTime.PowerCut e) {
        throw new AssertionError("the power is on", e);
      }
    }
  }

  /** As phones do that people carry around. */
  void allReconnect() {
    seats.forEach(each -> each.transport.cut());
  }
}
