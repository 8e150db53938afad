package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    Membership membership = new Memberships(rows).of(entry.get().place());
    return Optional.of(new GroupState(entry.get(), membership, new Groups(rows).present(room)));
  }

  /** The same, if we take part in it. */
  static Optional<GroupState> joined(Rows rows, BareJid room) throws StoreException {
    return of(rows, room).filter(each -> each.entry().isJoined());
  }

  BareJid room() {
    return entry.room();
  }

  /** The newest epoch that is known; in a fork, the same one for whoever knows the same. */
  EpochName epoch() {
    List<Epoch> heads = membership.heads();
    return heads.get(heads.size() - 1).name();
  }

  /** True when an own message can be made for anybody, and we are one of them ourselves. */
  boolean isReader(BareJid account) {
    return membership.readers().containsKey(account);
  }

  /** Everybody for whom a message is made. */
  Collection<Member> readers() {
    return membership.readers().values();
  }

  /** Whom a message of this device is made for now. */
  Readers readers(Gate gate, ThisDevice self) throws StoreException {
    return new Readers(gate, self.address(), present).choose(readers());
  }

  /**
   * Whose devices are to be looked at before a message is made, because they know no sender chains:
   * all of those that their accounts publish, or just these that their owners signed.
   */
  Map<BareJid, Optional<Set<DeviceId>>> foreign(Gate gate, ThisDevice self) throws StoreException {
    Map<BareJid, Optional<Set<DeviceId>>> found = new TreeMap<>();
    for (DeviceAddress each : readers(gate, self).foreign().keySet()) {
      found
          .computeIfAbsent(each.account(), a -> Optional.of(new TreeSet<>()))
          .get()
          .add(each.device());
    }
    for (Member each : readers()) {
      boolean reads = present.contains(each.jid()) && !gate.isBlocked(each.jid());
      if (each.isForeign() && reads) {
        found.put(each.jid(), Optional.empty());
      }
    }
    return found;
  }
}
