package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.repair.GroupReaders;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.util.Optional;

/** Who reads a group's messages, for repair. */
public final class RepairReaders implements GroupReaders {
  private final Surroundings surroundings;

  public RepairReaders(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean isGroup(Rows rows, BareJid chat) throws StoreException {
    return new Groups(rows).isJoined(chat);
  }

  @Override
  public boolean isMember(Rows rows, BareJid room, DeviceAddress device) throws StoreException {
    Gate gate = new Gate(rows, surroundings.clock().instant(), new Outcome());
    Optional<GroupState> group = GroupState.joined(rows, room);
    return group.isPresent() && Speaker.of(gate, group.get(), device) == Speaker.ACCEPTED;
  }

  @Override
  public boolean isReader(Rows rows, BareJid room, DeviceAddress device) throws StoreException {
    boolean own = device.account().equals(surroundings.account());
    return (own || new Groups(rows).present(room).contains(device.account()))
        && isMember(rows, room, device);
  }
}
