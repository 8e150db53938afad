package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ResendsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;

/**
 * What came and had no text in it, such as receipts: another own device that could not read it need
 * not miss it. Forgotten with {@link Resends}.
 */
public final class Textless {
  private final Rows rows;

  public Textless(Rows rows) {
    this.rows = rows;
  }

  public void put(BareJid sender, String id, Instant now) throws StoreException {
    byte[] nothing = ResendsRecord.getDefaultInstance().toByteArray();
    rows.put(Tables.RESENDS, key(sender, id), Resends.ALL, now.toEpochMilli(), nothing);
  }

  public boolean has(BareJid sender, String id) throws StoreException {
    return rows.get(Tables.RESENDS, key(sender, id)).isPresent();
  }

  private static RowKey key(BareJid sender, String id) {
    return RowKey.of("nothing", sender.toString(), id);
  }
}
