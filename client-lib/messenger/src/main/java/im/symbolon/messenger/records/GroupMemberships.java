package im.symbolon.messenger.records;

import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.MembershipCodec;
import im.symbolon.messenger.membership.wire.MembershipRecord;
import im.symbolon.messenger.records.GroupEpochs.Kept;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.GroupPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is believed of groups' members: judged before it came here, and not judged again. */
public final class GroupMemberships {
  private final Rows rows;

  public GroupMemberships(Rows rows) {
    this.rows = rows;
  }

  /** Of that group; empty when no epoch of it came so far. */
  public Optional<Membership> of(GroupPlace place) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.MEMBERSHIPS, key(place));
    if (!value.isPresent()) {
      return Optional.empty();
    }
    List<Epoch> epochs = new ArrayList<>();
    new GroupEpochs(rows, place).all().forEach(each -> epochs.add(each.epoch()));
    return Optional.of(
        Stored.read(() -> MembershipCodec.read(MembershipRecord.parseFrom(value.get()), epochs)));
  }

  /** From now on it is this. */
  public void put(Membership membership) throws StoreException {
    List<Kept> kept = new ArrayList<>();
    for (Epoch each : membership.kept()) {
      kept.add(new Kept(each, membership.isKnown(each.hash())));
    }
    new GroupEpochs(rows, membership.place()).put(kept);
    rows.put(
        Tables.MEMBERSHIPS,
        key(membership.place()),
        MembershipCodec.write(membership).toByteArray());
  }

  private static RowKey key(GroupPlace place) {
    return RowKey.of(place.room().toString(), place.genesis().toBase64());
  }
}
