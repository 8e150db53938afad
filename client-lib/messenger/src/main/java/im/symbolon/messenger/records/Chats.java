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

/** With whom there is any history. */
public final class Chats {
  private final Rows rows;

  public Chats(Rows rows) {
    this.rows = rows;
  }

  void add(BareJid chat) throws StoreException {
    RowKey key = RowKey.of(chat.toString());
    if (!rows.get(Tables.CHATS, key).isPresent()) {
      rows.put(Tables.CHATS, key, chat.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All of them, in order. */
  public SortedSet<BareJid> all() throws StoreException {
    SortedSet<BareJid> found = new TreeSet<>();
    for (Row row : rows.all(Tables.CHATS)) {
      String chat = new String(row.value(), StandardCharsets.UTF_8);
      found.add(Stored.read(() -> BareJid.parse(chat)));
    }
    return Collections.unmodifiableSortedSet(found);
  }
}
