package im.symbolon.views;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Of which chats a person wants to be told otherwise than usually, sealed in the account's store
 * like all else. On this device alone. Thread-safe.
 */
final class ChatLevels {
  private static final Table TABLE = Table.epoch(1_001, "chat levels");
  private static final RowKey KEY = RowKey.of("levels");

  private final RowStore store;
  private final Map<BareJid, Notices.Level> levels = new ConcurrentHashMap<>();

  private ChatLevels(RowStore store) {
    this.store = store;
  }

  /** Those that are kept in that store. */
  static ChatLevels in(RowStore store) throws StoreException {
    ChatLevels levels = new ChatLevels(store);
    Optional<byte[]> kept = store.transaction(rows -> rows.get(TABLE, KEY));
    if (kept.isPresent()) {
      for (String line : new String(kept.get(), StandardCharsets.UTF_8).split("\n", -1)) {
        levels.read(line);
      }
    }
    return levels;
  }

  /** None so far, and kept nowhere. */
  static ChatLevels forgotten() {
    return new ChatLevels(new MemoryRowStore());
  }

  /** What a later version may have written is passed over. */
  private void read(String line) {
    int space = line.indexOf(' ');
    try {
      levels.put(
          BareJid.parse(line.substring(space + 1)),
          Notices.Level.valueOf(line.substring(0, Math.max(0, space))));
    } catch (ProtocolException | IllegalArgumentException e) {
      return;
    }
  }

  /** What was decided; empty for as usual. Reads nothing. */
  Optional<Notices.Level> of(BareJid chat) {
    return Optional.ofNullable(levels.get(chat));
  }

  /** Decides it; empty for as usual. */
  void decide(BareJid chat, Optional<Notices.Level> level) throws StoreException {
    if (level.isPresent()) {
      levels.put(chat, level.get());
    } else {
      levels.remove(chat);
    }
    StringBuilder lines = new StringBuilder();
    levels.forEach((each, its) -> lines.append(its.name()).append(' ').append(each).append('\n'));
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    store.transaction(
        rows -> {
          rows.put(TABLE, KEY, bytes);
          return null;
        });
  }
}
