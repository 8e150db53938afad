package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GroupEpochRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.GroupPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The epochs of groups, as they were signed. Their signatures were checked before. */
public final class GroupEpochs {
  private final Rows rows;
  private final GroupPlace place;

  public GroupEpochs(Rows rows, GroupPlace place) {
    this.rows = rows;
    this.place = place;
  }

  /**
   * One epoch.
   *
   * @param accepted false while it waits
   */
  public record Kept(Epoch epoch, boolean accepted) {}

  /** All that are kept, the lowest numbers first. */
  public List<Kept> all() throws StoreException {
    List<Kept> found = new ArrayList<>();
    for (Row row : rows.first(Tables.GROUP_EPOCHS, group(), Rows.MAX_LIMIT)) {
      found.add(Stored.read(() -> read(GroupEpochRecord.parseFrom(row.value()))));
    }
    return Collections.unmodifiableList(found);
  }

  /** From now on these are kept and no others. */
  public void put(Collection<Kept> kept) throws StoreException {
    Set<RowKey> keys = new HashSet<>();
    for (Kept each : kept) {
      RowKey key = key(each.epoch());
      keys.add(key);
      if (isKept(key, each.accepted())) {
        continue;
      }
      GroupEpochRecord value =
          GroupEpochRecord.newBuilder()
              .setXml(EpochCodec.encode(each.epoch()).toXml())
              .setAccepted(each.accepted())
              .build();
      rows.put(Tables.GROUP_EPOCHS, key, group(), each.epoch().number(), value.toByteArray());
    }
    for (Row row : rows.first(Tables.GROUP_EPOCHS, group(), Rows.MAX_LIMIT)) {
      if (!keys.contains(row.key())) {
        rows.delete(Tables.GROUP_EPOCHS, row.key());
      }
    }
  }

  /** Epochs never change, and large ones are not written again. */
  private boolean isKept(RowKey key, boolean accepted) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GROUP_EPOCHS, key);
    return value.isPresent()
        && Stored.read(() -> GroupEpochRecord.parseFrom(value.get())).getAccepted() == accepted;
  }

  private static Kept read(GroupEpochRecord found) throws Exception {
    return new Kept(EpochCodec.decode(SecureXml.parse(found.getXml())), found.getAccepted());
  }

  private RowKey key(Epoch epoch) {
    return RowKey.of(place.room().toString(), epoch.hash().toBase64());
  }

  private Group group() {
    return Group.of(place.room().toString(), place.genesis().toBase64());
  }
}
