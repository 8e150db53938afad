package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GroupRecord;
import im.symbolon.messenger.records.wire.UnconfirmedRecord;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who is in groups' rooms without an admin having added them. */
public final class Unconfirmed {
  private final Groups groups;

  public Unconfirmed(Rows rows) {
    this.groups = new Groups(rows);
  }

  /**
   * One of them.
   *
   * @param since when the room's server first said so
   * @param told whether people know
   */
  public record Stranger(BareJid account, Instant since, boolean told) {
    public Stranger {
      Objects.requireNonNull(account);
      Objects.requireNonNull(since);
    }

    /** The same, of whom people know. */
    public Stranger known() {
      return new Stranger(account, since, true);
    }
  }

  /** Those of that room, by account. */
  public SortedMap<BareJid, Stranger> of(BareJid room) throws StoreException {
    SortedMap<BareJid, Stranger> found = new TreeMap<>();
    List<UnconfirmedRecord> kept =
        groups.load(room).map(GroupRecord::getUnconfirmedList).orElse(List.of());
    for (UnconfirmedRecord each : kept) {
      BareJid account = Stored.read(() -> BareJid.parse(each.getMember()));
      Instant since = Instant.ofEpochMilli(each.getSinceMs());
      found.put(account, new Stranger(account, since, each.getTold()));
    }
    return found;
  }

  /** From now on these and no others; of a group that is not known, nothing is kept. */
  public void put(BareJid room, Collection<Stranger> strangers) throws StoreException {
    Optional<GroupRecord> found = groups.load(room);
    if (found.isPresent()) {
      GroupRecord.Builder out = found.get().toBuilder().clearUnconfirmed();
      for (Stranger each : strangers) {
        out.addUnconfirmed(
            UnconfirmedRecord.newBuilder()
                .setMember(each.account().toString())
                .setSinceMs(each.since().toEpochMilli())
                .setTold(each.told()));
      }
      groups.save(out.build());
    }
  }
}
