package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Instant;
import java.util.Optional;

/**
 * The archive of a group's room. A new member begins where somebody signed it into the group, and a
 * new device where it was linked, because nothing before was sealed for them.
 */
record RoomSource(
    Surroundings surroundings, ThisDevice self, RoomDoor door, BareJid owner, Archive archive)
    implements Source {
  @Override
  public long visit() {
    return door.visit(owner);
  }

  @Override
  public ArchivePoint begin(ArchivedPages pages) throws StoreException {
    Instant now = surroundings.clock().instant();
    Instant meant = surroundings.store().transaction(this::meant).orElse(now);
    return ArchivePoint.since((meant.isBefore(now) ? meant : now).minus(CatchUp.SKEW));
  }

  private Optional<Instant> meant(Rows rows) throws StoreException {
    Optional<Instant> signed = signed(rows);
    Optional<Instant> listed =
        new OwnAccount(rows)
            .accepted()
            .flatMap(list -> list.device(self.id()))
            .map(ListedDevice::added);
    return signed.isPresent() && listed.filter(signed.get()::isBefore).isPresent()
        ? listed
        : signed;
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

  /** The room's history told what it remembers when we came in. */
  @Override
  public void withoutArchive(Rows rows) throws StoreException {
    Instant now = surroundings.clock().instant();
    position(rows).set(ArchivePoint.since(now.minus(CatchUp.SKEW)));
  }

  @Override
  public Held held(Rows rows) {
    return Held.ofRoom(rows, owner);
  }
}
