package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.SearchBlockRecord;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.words.Query;
import im.symbolon.messenger.words.Words;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of some lines of one chat that follow each other, as one text: to look for a word in
 * all of them is one pass over it.
 */
public final class SearchBlock {
  private static final char END = '\n';

  private final BareJid chat;
  private final String words;
  private final List<Long> distances;

  private SearchBlock(BareJid chat, String words, List<Long> distances) {
    this.chat = chat;
    this.words = words;
    this.distances = distances;
  }

  /**
   * Holds these, of which there is one at least.
   *
   * @param lines {@linkplain Words forms} by their places
   */
  static SearchBlock of(BareJid chat, SortedMap<Long, String> lines) {
    StringBuilder words = new StringBuilder();
    List<Long> distances = new ArrayList<>(lines.size());
    long last = 0;
    for (Map.Entry<Long, String> each : lines.entrySet()) {
      words.append(each.getValue()).append(END);
      distances.add(each.getKey() - last);
      last = each.getKey();
    }
    return new SearchBlock(chat, words.toString(), distances);
  }

  static SearchBlock parse(BareJid chat, byte[] value) throws StoreException {
    SearchBlockRecord found = Stored.read(() -> SearchBlockRecord.parseFrom(value));
    return new SearchBlock(chat, found.getWords(), found.getPlacesList());
  }

  byte[] written() {
    return SearchBlockRecord.newBuilder()
        .setWords(words)
        .addAllPlaces(distances)
        .build()
        .toByteArray();
  }

  /** The place of its first line: all that were before are in other blocks. */
  public long first() {
    return distances.get(0);
  }

  /** Its lines by their places. */
  NavigableMap<Long, String> lines() {
    NavigableMap<Long, String> lines = new TreeMap<>();
    int begin = 0;
    long place = 0;
    for (long distance : distances) {
      int end = words.indexOf(END, begin);
      place += distance;
      lines.put(place, words.substring(begin, end));
      begin = end + 1;
    }
    return lines;
  }

  /** Where the lines are that fit. */
  public List<SearchHit> find(Query query) {
    List<SearchHit> found = new ArrayList<>();
    if (!query.fits(words)) {
      return found; // not even anywhere
    }
    String rarest = query.needles().get(0);
    int line = 0;
    int begin = 0;
    long place = first();
    for (int at = words.indexOf(rarest); at >= 0; at = words.indexOf(rarest, begin)) {
      int end = words.indexOf(END, begin);
      while (end < at) {
        place += distances.get(++line);
        begin = end + 1;
        end = words.indexOf(END, begin);
      }
      if (query.fits(words.substring(begin, end))) {
        found.add(new SearchHit(chat, place));
      }
      begin = end + 1;
      if (++line < distances.size()) {
        place += distances.get(line);
      }
    }
    return found;
  }
}
