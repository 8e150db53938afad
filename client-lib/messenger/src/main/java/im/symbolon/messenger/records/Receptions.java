package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Reception;
import im.symbolon.messenger.records.wire.ReceptionRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who has got and read our messages in groups, as they said themselves. */
public final class Receptions {
  private final Rows rows;

  public Receptions(Rows rows) {
    this.rows = rows;
  }

  /** Of that message. */
  public Reception of(BareJid room, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.RECEPTIONS, key(room, id));
    return value.isPresent()
        ? Stored.read(
            () -> {
              ReceptionRecord found = ReceptionRecord.parseFrom(value.get());
              return new Reception(people(found.getDeliveredList()), people(found.getReadList()));
            })
        : Reception.NONE;
  }

  public void put(BareJid room, String id, Reception reception) throws StoreException {
    ReceptionRecord.Builder out = ReceptionRecord.newBuilder();
    reception.delivered().forEach(each -> out.addDelivered(each.toString()));
    reception.read().forEach(each -> out.addRead(each.toString()));
    rows.put(Tables.RECEPTIONS, key(room, id), out.build().toByteArray());
  }

  private static SortedSet<BareJid> people(Collection<String> found) throws Exception {
    SortedSet<BareJid> people = new TreeSet<>();
    for (String each : found) {
      people.add(BareJid.parse(each));
    }
    return people;
  }

  private static RowKey key(BareJid room, String id) {
    return RowKey.of(room.toString(), id);
  }
}
