package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was said in rooms while this device was not there: each room's archive is read after the
 * room was entered, and after the own account's, which has the keys to what was said.
 */
final class RoomArchives {
  private static final int RELEASED_AT_ONCE = 50;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final RoomDoor door;
  private final Worker worker;
  private final CatchUp.Inner inner;
  private final CatchUp own;
  private final Map<BareJid, CatchUp> all = new ConcurrentHashMap<>();
  private final Set<BareJid> waiting = ConcurrentHashMap.newKeySet();

  /** Where archives are read, and what that causes. */
  record Reader(Worker worker, CatchUp.Inner inner) {}

  /**
   * @param own that of the own account's archive
   */
  RoomArchives(
      Surroundings surroundings, ThisDevice self, RoomDoor door, Reader reader, CatchUp own) {
    this.surroundings = surroundings;
    this.self = self;
    this.door = door;
    this.worker = reader.worker();
    this.inner = reader.inner();
    this.own = own;
  }

  /** Empty where what was said comes by itself. */
  Optional<CatchUp> of(BareJid room) {
    return door.archive(room).map(archive -> of(room, archive));
  }

  private CatchUp of(BareJid room, Archive archive) {
    return all.compute(
        room,
        (r, known) ->
            known != null && known.isOf(archive)
                ? known
                : new CatchUp(
                    surroundings,
                    new RoomSource(surroundings, self, door, room, archive),
                    worker,
                    inner));
  }

  /** Empty for rooms that are known to have an archive, or that are no group's. */
  Optional<Instant> missesSince(BareJid room) throws StoreException {
    return surroundings.store().transaction(rows -> missesSince(rows, room));
  }

  private Optional<Instant> missesSince(Rows rows, BareJid room) throws StoreException {
    Optional<ArchivePoint> known = ArchivePosition.ofRoom(rows, room).get();
    if (known.isPresent()) {
      return known.filter(point -> !point.id().isPresent()).map(ArchivePoint::since);
    }
    return new Groups(rows).of(room).map(Groups.Entry::since).map(at -> at.minus(CatchUp.SKEW));
  }

  /** This device is in the room, anew. */
  void entered(BareJid room) {
    waiting.add(room);
    if (!own.isHolding()) {
      begin();
    }
  }

  /** The own account's archive was read, or is not waited for any more. */
  void begin() {
    for (BareJid room : List.copyOf(waiting)) {
      if (waiting.remove(room)) {
        of(room).ifPresent(each -> each.connected(() -> {}));
      }
    }
  }

  /** The connection is back. */
  void retry() {
    all.values().forEach(CatchUp::retry);
  }

  /** What was held when the last run ended comes into the inbox. */
  void releaseAll() throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              for (Groups.Entry each : new Groups(rows).all()) {
                release(rows, each.room());
              }
              return null;
            });
  }

  private static void release(Rows rows, BareJid room) throws StoreException {
    while (Held.ofRoom(rows, room).release(RELEASED_AT_ONCE)) {
      // until none is left
    }
  }
}
