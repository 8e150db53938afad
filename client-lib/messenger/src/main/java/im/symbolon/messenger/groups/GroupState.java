package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.Member;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of one group, within one transaction.
 *
 * @param present who is in the room, as its server says
 */
record GroupState(Groups.Entry entry, List<Epoch> epochs, Set<BareJid> present) {
  /** The group of that room. */
  static Optional<GroupState> of(Rows rows, BareJid room) throws StoreException {
    Optional<Groups.Entry> entry = new Groups(rows).of(room);
    if (!entry.isPresent()) {
      return Optional.empty();
    }
    List<Epoch> epochs = new GroupEpochs(rows).of(entry.get().place());
    return Optional.of(new GroupState(entry.get(), epochs, new Groups(rows).present(room)));
  }

  /** The same, if we take part in it. */
  static Optional<GroupState> joined(Rows rows, BareJid room) throws StoreException {
    return of(rows, room).filter(each -> each.entry().isJoined());
  }

  BareJid room() {
    return entry.room();
  }

  private Epoch newest() {
    return epochs.get(epochs.size() - 1);
  }

  EpochName epoch() {
    return newest().name();
  }

  boolean maySend(BareJid account) {
    return member(account).isPresent();
  }

  boolean mayBecomeMember(BareJid account) {
    return member(account).isPresent();
  }

  /** Everybody whom the signed list names. */
  List<Member> members() {
    return newest().members();
  }

  Optional<Member> member(BareJid account) {
    return newest().member(account);
  }

  boolean isRemoved(BareJid account) {
    return newest().removed().stream().anyMatch(each -> each.jid().equals(account));
  }

  boolean knows(EpochName name) {
    return epochs.stream().anyMatch(each -> each.name().equals(name));
  }

  Optional<Member> member(EpochName name, BareJid account) {
    return epochs.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .flatMap(each -> each.member(account));
  }

  /** Whom a message of this device is made for now. */
  Readers readers(Gate gate, ThisDevice self) throws StoreException {
    return new Readers(gate, self.address(), present).choose(members());
  }
}
