package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one group, within one transaction.
 *
 * @param present who is in the room, as its server says
 */
record GroupState(Groups.Entry entry, Membership membership, Set<BareJid> present) {
  /** The group of that room. */
  static Optional<GroupState> of(Rows rows, BareJid room) throws StoreException {
    Optional<Groups.Entry> entry = new Groups(rows).of(room);
    if (!entry.isPresent()) {
      return Optional.empty();
    }
    Membership membership = new GroupEpochs(rows).of(entry.get().place());
    return Optional.of(new GroupState(entry.get(), membership, new Groups(rows).present(room)));
  }

  /** The same, if we take part in it. */
  static Optional<GroupState> joined(Rows rows, BareJid room) throws StoreException {
    return of(rows, room).filter(each -> each.entry().isJoined());
  }

  BareJid room() {
    return entry.room();
  }

  /** Whom a message of this device is made for now. */
  Readers readers(Gate gate, ThisDevice self) throws StoreException {
    return new Readers(gate, self.address(), present).choose(membership.readers());
  }
}
