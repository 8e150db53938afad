package im.symbolon.messenger.records;

import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sealed pieces of the index of one chat. Each holds the lines from its first one to the next
 * piece's first.
 */
final class SearchBlocks {
  /**
   * Characters in a block, unless one line has more. Larger ones are read faster and written
   * slower: a line that is taken out costs a block.
   */
  private static final int LARGEST = 32 * 1024;

  /** What a line costs beside its words. */
  private static final int LINE = 8;

  private final Rows rows;
  private final BareJid chat;

  SearchBlocks(Rows rows, BareJid chat) {
    this.rows = rows;
    this.chat = chat;
  }

  /** The last block whose first line is before that place. */
  Optional<SearchBlock> before(long place) throws StoreException {
    return one(rows.page(Tables.SEARCH_BLOCKS, group(), place, 1));
  }

  /** The block that has that place, or would have it. */
  private Optional<SearchBlock> at(long place) throws StoreException {
    Optional<SearchBlock> found = before(place + 1);
    return found.isPresent() ? found : one(rows.first(Tables.SEARCH_BLOCKS, group(), 1));
  }

  private Optional<SearchBlock> one(List<Row> found) throws StoreException {
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(SearchBlock.parse(chat, found.get(0).value()));
  }

  /** Takes lines in; of one that is there already, these words are kept. */
  void add(SortedMap<Long, String> lines) throws StoreException {
    NavigableMap<Long, String> left = new TreeMap<>(lines);
    while (!left.isEmpty()) {
      Optional<SearchBlock> block = at(left.lastKey());
      NavigableMap<Long, String> merged = new TreeMap<>();
      boolean isWhole = !block.isPresent() || left.lastKey() < block.get().first();
      NavigableMap<Long, String> part = isWhole ? left : left.tailMap(block.get().first(), true);
      if (block.isPresent()) {
        merged.putAll(block.get().lines());
        remove(block.get());
      }
      merged.putAll(part);
      part.clear();
      write(merged);
    }
  }

  /** That line is in no block afterwards. */
  void remove(long place) throws StoreException {
    Optional<SearchBlock> block = before(place + 1);
    if (block.isPresent()) {
      NavigableMap<Long, String> lines = block.get().lines();
      if (lines.remove(place) != null) {
        remove(block.get());
        write(lines);
      }
    }
  }

  private void remove(SearchBlock block) throws StoreException {
    rows.delete(Tables.SEARCH_BLOCKS, key(block.first()));
  }

  /** In as many blocks as it takes, all about as large. */
  private void write(SortedMap<Long, String> lines) throws StoreException {
    int whole = lines.values().stream().mapToInt(SearchBlocks::size).sum();
    int pieces = (whole + LARGEST - 1) / LARGEST;
    TreeMap<Long, String> piece = new TreeMap<>();
    int size = 0;
    for (Map.Entry<Long, String> each : lines.entrySet()) {
      size += size(each.getValue());
      piece.put(each.getKey(), each.getValue());
      if (size >= whole / pieces) {
        put(piece);
        piece.clear();
        size = 0;
      }
    }
    if (!piece.isEmpty()) {
      put(piece);
    }
  }

  private static int size(String words) {
    return words.length() + LINE;
  }

  private void put(SortedMap<Long, String> lines) throws StoreException {
    SearchBlock block = SearchBlock.of(chat, lines);
    rows.put(Tables.SEARCH_BLOCKS, key(block.first()), group(), block.first(), block.written());
  }

  private RowKey key(long first) {
    return RowKey.of(chat.toString()).and(first);
  }

  private Group group() {
    return Group.of(chat.toString());
  }
}
