package im.symbolon.messenger.records;

import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who is no stranger: whoever was written to, here or on another own device, stood in the contact
 * list, or was let in by a person.
 */
public final class Acquaintances {
  private final Rows rows;

  public Acquaintances(Rows rows) {
    this.rows = rows;
  }

  /** From now on they are none. True when they were one. */
  public boolean add(BareJid who) throws StoreException {
    RowKey key = RowKey.of(who.toString());
    boolean stranger = !rows.get(Tables.KNOWN, key).isPresent();
    if (stranger) {
      rows.put(Tables.KNOWN, key, who.toString().getBytes(StandardCharsets.UTF_8));
    }
    return stranger;
  }

  public boolean contains(BareJid who) throws StoreException {
    return rows.get(Tables.KNOWN, RowKey.of(who.toString())).isPresent();
  }

  /** All of them. */
  public SortedSet<BareJid> all() throws StoreException {
    SortedSet<BareJid> found = new TreeSet<>();
    for (Row row : rows.all(Tables.KNOWN)) {
      String who = new String(row.value(), StandardCharsets.UTF_8);
      found.add(Stored.read(() -> BareJid.parse(who)));
    }
    return Collections.unmodifiableSortedSet(found);
  }
}
