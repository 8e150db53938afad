package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/**
 * The archive of a group's room. A new member begins where somebody signed it into the group,
 * because nothing before was sealed for it.
 */
record RoomSource(Surroundings surroundings, RoomDoor door, BareJid owner, Archive archive)
    implements Source {
  @Override
  public long visit() {
    return door.visit(owner);
  }

  @Override
  public ArchivePoint begin(ArchivedPages pages) throws StoreException {
    Instant now = surroundings.clock().instant();
    Instant signed = surroundings.store().transaction(this::signed).orElse(now);
    return ArchivePoint.since((signed.isBefore(now) ? signed : now).minus(CatchUp.SKEW));
  }

  private Optional<Instant> signed(Rows rows) throws StoreException {
    Optional<Groups.Entry> group = new Groups(rows).of(owner);
    return group.isPresent()
        ? new GroupEpochs(rows, group.get().place())
            .all().stream().map(each -> each.epoch().draft().time()).findFirst()
        : Optional.empty();
  }

  @Override
  public ArchivePosition position(Rows rows) {
    return ArchivePosition.ofRoom(rows, owner);
  }

  @Override
  public Held held(Rows rows) {
    return Held.ofRoom(rows, owner);
  }
}
