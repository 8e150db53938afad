package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.ExpiryRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is to be forgotten, and when (XEP-0466). */
public final class Expiries {
  private static final Group ALL = Group.of("expiries");

  private final Rows rows;

  public Expiries(Rows rows) {
    this.rows = rows;
  }

  /** One entry of a chat. */
  public record Expiry(BareJid chat, Target target, Instant due) {}

  /** The first time that was said counts: reading again makes nothing last longer. */
  public void add(Expiry expiry) throws StoreException {
    if (!rows.get(Tables.EXPIRIES, key(expiry)).isPresent()) {
      put(expiry);
    }
  }

  /** It is to be forgotten then, whatever was said before. */
  public void put(Expiry expiry) throws StoreException {
    ExpiryRecord value =
        ExpiryRecord.newBuilder()
            .setChat(expiry.chat().toString())
            .setTarget(ContentCodec.write(expiry.target()))
            .build();
    rows.put(Tables.EXPIRIES, key(expiry), ALL, expiry.due().toEpochMilli(), value.toByteArray());
  }

  public void remove(Expiry expiry) throws StoreException {
    rows.delete(Tables.EXPIRIES, key(expiry));
  }

  /** What is due soonest, first. */
  public List<Expiry> first(int limit) throws StoreException {
    List<Expiry> found = new ArrayList<>();
    for (Row row : rows.first(Tables.EXPIRIES, ALL, limit)) {
      found.add(
          Stored.read(
              () -> {
                ExpiryRecord each = ExpiryRecord.parseFrom(row.value());
                return new Expiry(
                    BareJid.parse(each.getChat()),
                    ContentCodec.target(each.getTarget()),
                    Instant.ofEpochMilli(row.position()));
              }));
    }
    return Collections.unmodifiableList(found);
  }

  private static RowKey key(Expiry expiry) {
    Target target = expiry.target();
    return RowKey.of(expiry.chat().toString(), target.author().toString(), target.id());
  }
}
