package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ResendsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;

/**
 * What came and had no text in it, such as receipts: another own device that could not read it need
 * not miss it. And what had none for this device alone, as it was sent before this one came: that
 * is nobody else's business. Forgotten with {@link Resends}.
 */
public final class Textless {
  private final Rows rows;

  public Textless(Rows rows) {
    this.rows = rows;
  }

  public void put(BareJid sender, String id, Instant now) throws StoreException {
    put(key(sender, id), now);
  }

  /** This device was told that there is nothing for it; another one's may be there all the same. */
  public void putForHere(BareJid sender, String id, Instant now) throws StoreException {
    put(keyForHere(sender, id), now);
  }

  private void put(RowKey key, Instant now) throws StoreException {
    byte[] nothing = ResendsRecord.getDefaultInstance().toByteArray();
    rows.put(Tables.RESENDS, key, Resends.ALL, now.toEpochMilli(), nothing);
  }

  /** True when it has a text for nobody. */
  public boolean has(BareJid sender, String id) throws StoreException {
    return rows.get(Tables.RESENDS, key(sender, id)).isPresent();
  }

  /** True when this device need not ask for it. */
  public boolean hasForHere(BareJid sender, String id) throws StoreException {
    return has(sender, id) || rows.get(Tables.RESENDS, keyForHere(sender, id)).isPresent();
  }

  private static RowKey key(BareJid sender, String id) {
    return RowKey.of("nothing", sender.toString(), id);
  }

  private static RowKey keyForHere(BareJid sender, String id) {
    return RowKey.of("nothing here", sender.toString(), id);
  }
}
