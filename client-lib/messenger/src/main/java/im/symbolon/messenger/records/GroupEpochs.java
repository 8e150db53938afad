package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GroupEpochRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The epochs of groups, as they were signed: those that count, and those that are held. */
public final class GroupEpochs {
  private final Rows rows;

  public GroupEpochs(Rows rows) {
    this.rows = rows;
  }

  /** All that are known of that group, the lowest numbers first. */
  public List<Epoch> of(GroupPlace place) throws StoreException {
    List<Epoch> found = new ArrayList<>();
    for (Row row : rows.first(Tables.GROUP_EPOCHS, group(place), Rows.MAX_LIMIT)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  public Optional<Epoch> get(BareJid room, EpochHash hash) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GROUP_EPOCHS, key(room, hash));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public void put(Epoch epoch, Instant now) throws StoreException {
    GroupEpochRecord value =
        GroupEpochRecord.newBuilder()
            .setXml(EpochCodec.encode(epoch).toXml())
            .setCameAtMs(now.toEpochMilli())
            .build();
    rows.put(
        Tables.GROUP_EPOCHS,
        key(epoch.place().room(), epoch.hash()),
        group(epoch.place()),
        epoch.number(),
        value.toByteArray());
  }

  private static Epoch read(byte[] value) throws StoreException {
    return Stored.read(
        () -> EpochCodec.decode(SecureXml.parse(GroupEpochRecord.parseFrom(value).getXml())));
  }

  private static RowKey key(BareJid room, EpochHash hash) {
    return RowKey.of(room.toString(), hash.toBase64());
  }

  private static Group group(GroupPlace place) {
    return Group.of(place.room().toString(), place.genesis().toBase64());
  }
}
