package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.words.Query;
import im.symbolon.messenger.words.Words;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words of all lines, sealed, kept in the transactions that change the lines. A line that came
 * or changed lately is in {@link SearchLines}; when there are many of these, they are moved into
 * {@linkplain SearchBlock blocks} of their chats. No line is in both.
 */
public final class SearchIndex {
  private final Rows rows;
  private final SearchLines lately;

  public SearchIndex(Rows rows) {
    this.rows = rows;
    this.lately = new SearchLines(rows);
  }

  /** Indexes a line that was not there before. */
  void entered(Shown line) throws StoreException {
    String words = words(line);
    if (words.isEmpty()) {
      return;
    }
    lately.add(new SearchLines.Line(line.original().chat(), line.place(), words));
    if (lately.isFull()) {
      settle();
    }
  }

  /** Indexes a line anew: what it said before is gone. */
  void changed(Shown line) throws StoreException {
    BareJid chat = line.original().chat();
    if (!lately.remove(chat, line.place())) {
      new SearchBlocks(rows, chat).remove(line.place());
    }
    entered(line);
  }

  /** Indexes lines of a chat that are older than the index; those that it has stay. */
  public void settle(BareJid chat, List<Shown> lines) throws StoreException {
    SortedMap<Long, String> settled = new TreeMap<>();
    for (Shown each : lines) {
      String words = words(each);
      if (!words.isEmpty()) {
        settled.put(each.place(), words);
      }
    }
    for (SearchLines.Line each : lately.all()) {
      if (each.chat().equals(chat)) {
        settled.remove(each.place());
      }
    }
    new SearchBlocks(rows, chat).add(settled);
  }

  /** What can be found of a line: what it says now, and what its files are called. */
  static String words(Shown line) {
    Content said = line.now();
    StringBuilder words = new StringBuilder(Words.of(said.text()));
    for (String each : files(said)) {
      String name = Words.of(each);
      if (words.length() + name.length() <= Words.MAX_LENGTH) {
        words.append(name);
      }
    }
    return words.toString();
  }

  /** What the files are called that it brings. */
  public static List<String> files(Content said) {
    List<XmlElement> sharings = new ArrayList<>();
    for (Attachment each : said.attachments()) {
      sharings.add(each.sharing());
    }
    List<String> names = new ArrayList<>();
    for (SharedFile each : SharedFileCodec.in(sharings)) {
      names.add(each.metadata().name().value());
    }
    return names;
  }

  /**
   * Hits among the lines that are in no block.
   *
   * @param only in that chat, if there is one
   */
  public SortedSet<SearchHit> lately(Query query, Optional<BareJid> only) throws StoreException {
    SortedSet<SearchHit> found = new TreeSet<>();
    for (SearchLines.Line each : lately.all()) {
      boolean wanted = !only.filter(chat -> !chat.equals(each.chat())).isPresent();
      if (wanted && query.fits(each.words())) {
        found.add(new SearchHit(each.chat(), each.place()));
      }
    }
    return found;
  }

  /** The last block of that chat that begins before that place. */
  public Optional<SearchBlock> block(BareJid chat, long before) throws StoreException {
    return new SearchBlocks(rows, chat).before(before);
  }

  private void settle() throws StoreException {
    Map<BareJid, SortedMap<Long, String>> lines = new TreeMap<>();
    for (SearchLines.Line each : lately.all()) {
      lines.computeIfAbsent(each.chat(), chat -> new TreeMap<>()).put(each.place(), each.words());
    }
    lately.clear();
    for (Map.Entry<BareJid, SortedMap<Long, String>> each : lines.entrySet()) {
      new SearchBlocks(rows, each.getKey()).add(each.getValue());
    }
  }
}
