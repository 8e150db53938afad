package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.SearchLineRecord;
import im.symbolon.messenger.records.wire.SearchLinesRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The words of the lines that came or changed lately, in a few rows that are written again and
 * again. Each line goes into the first row; a full one is moved behind the others.
 */
final class SearchLines {
  /** Rows that are moved into blocks together. */
  private static final int OTHERS = 8;

  private static final int LINES = 32;

  /** Characters of a row, unless one line has more. */
  private static final int LARGEST = 16 * 1024;

  private final Rows rows;

  SearchLines(Rows rows) {
    this.rows = rows;
  }

  /** One line, not yet in a block. */
  record Line(BareJid chat, long place, String words) {}

  /** Adds a line that is not there. */
  void add(Line line) throws StoreException {
    SearchLinesRecord first = row(0);
    SearchLineRecord added =
        SearchLineRecord.newBuilder()
            .setChat(line.chat().toString())
            .setPlace(line.place())
            .setWords(line.words())
            .build();
    if (first.getLinesCount() >= LINES
        || (first.getLinesCount() > 0 && size(first) + line.words().length() > LARGEST)) {
      int others = first.getOthers() + 1;
      put(others, first.toBuilder().setOthers(0).build());
      first = SearchLinesRecord.newBuilder().setOthers(others).build();
    }
    put(0, first.toBuilder().addLines(added).build());
  }

  private static int size(SearchLinesRecord row) {
    int size = 0;
    for (SearchLineRecord each : row.getLinesList()) {
      size += each.getWords().length();
    }
    return size;
  }

  /** Whether it is time to {@link #clear} them. */
  boolean isFull() throws StoreException {
    return row(0).getOthers() >= OTHERS;
  }

  /** All of them. */
  List<Line> all() throws StoreException {
    List<Line> found = new ArrayList<>();
    int others = row(0).getOthers();
    for (int i = 0; i <= others; i++) {
      for (SearchLineRecord each : row(i).getLinesList()) {
        BareJid chat = Stored.read(() -> BareJid.parse(each.getChat()));
        found.add(new Line(chat, each.getPlace(), each.getWords()));
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** Forgets a line; returns whether it was there. */
  boolean remove(BareJid chat, long place) throws StoreException {
    int others = row(0).getOthers();
    for (int i = 0; i <= others; i++) {
      SearchLinesRecord row = row(i);
      for (int k = 0; k < row.getLinesCount(); k++) {
        SearchLineRecord each = row.getLines(k);
        if (each.getPlace() == place && each.getChat().equals(chat.toString())) {
          put(i, row.toBuilder().removeLines(k).build());
          return true;
        }
      }
    }
    return false;
  }

  /** Forgets all; the rows stay, empty. */
  void clear() throws StoreException {
    int others = row(0).getOthers();
    for (int i = 0; i <= others; i++) {
      put(i, SearchLinesRecord.getDefaultInstance());
    }
  }

  private SearchLinesRecord row(int number) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SEARCH_LINES, key(number));
    return value.isPresent()
        ? Stored.read(() -> SearchLinesRecord.parseFrom(value.get()))
        : SearchLinesRecord.getDefaultInstance();
  }

  private void put(int number, SearchLinesRecord row) throws StoreException {
    rows.put(Tables.SEARCH_LINES, key(number), row.toByteArray());
  }

  private static RowKey key(int number) {
    return RowKey.of("lines").and(number);
  }
}
