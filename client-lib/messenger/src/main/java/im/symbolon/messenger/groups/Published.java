package im.symbolon.messenger.groups;

import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.Member;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The devices that an account's server was heard to publish. Its word adds nobody to a group: it
 * says which devices of a member, who is there already, may be gone or new.
 */
record Published(boolean known, SortedSet<DeviceId> devices) {
  /** In the lists of all versions, as they were last heard. */
  static Published by(Rows rows, BareJid account) throws StoreException {
    boolean known = false;
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (OmemoVersion version : OmemoVersion.values()) {
      Optional<Peers.KnownList> list = new Peers(rows).list(account, version);
      known |= list.isPresent();
      list.ifPresent(each -> devices.addAll(each.list().devices()));
    }
    return new Published(known && !devices.isEmpty(), devices);
  }

  /**
   * Those of that member: pinned ones as long as they are published, or nobody said what is; then
   * others, as many as a member can have.
   */
  SortedSet<DeviceId> of(Member.Foreign member) {
    SortedSet<DeviceId> found = new TreeSet<>(member.devices().keySet());
    if (known) {
      found.retainAll(devices);
    }
    for (DeviceId each : devices) {
      if (found.size() < Member.MAX_DEVICES) {
        found.add(each);
      }
    }
    return found;
  }
}
