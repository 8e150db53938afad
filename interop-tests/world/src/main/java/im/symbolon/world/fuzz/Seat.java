package im.symbolon.world.fuzz;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.world.Phone;
import im.symbolon.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One of a person's two devices: at any time one phone, which may be removed and replaced. */
final class Seat {
  private static final Duration A_DAY = Duration.ofHours(25);

  private final World world;
  private final BareJid owner;
  private final String name;
  private int phones;
  private Phone phone;
  private boolean removed;
  private Optional<MemoryRowStore> copy = Optional.empty();
  private Instant restored = Instant.MIN;

  Seat(World world, BareJid owner, String name) {
    this.world = world;
    this.owner = owner;
    this.name = name;
    this.phone = next();
  }

  private Phone next() {
    return world.phone(owner, name + phones++);
  }

  Phone phone() {
    return phone;
  }

  BareJid owner() {
    return owner;
  }

  DeviceAddress address() {
    return new DeviceAddress(owner, phone.messenger.device());
  }

  boolean isRemoved() {
    return removed;
  }

  /** Its owner removed it. */
  void remove() {
    removed = true;
    copy = Optional.empty();
  }

  /** A new phone in the place of one that was removed. */
  void replace() {
    world.discard(phone);
    removed = false;
    phone = next();
  }

  /** As the device is off meanwhile, its next stream is another one than the copy knows. */
  void save() {
    phone.crash();
    copy = Optional.of(phone.copyOfStore());
    world.start(phone);
  }

  /** Whether there is a copy, and none was put back today. */
  boolean canBeRestored() {
    return copy.isPresent()
        && (restored.equals(Instant.MIN)
            || Duration.between(restored, world.time.instant()).compareTo(A_DAY) > 0);
  }

  void restore() {
    phone.replaceStore(copy.get());
    phone.told.clear();
    copy = Optional.empty();
    restored = world.time.instant();
  }
}
