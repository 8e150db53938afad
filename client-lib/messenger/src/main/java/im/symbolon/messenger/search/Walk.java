package im.symbolon.messenger.search;

import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.SearchBlock;
import im.symbolon.messenger.records.SearchHit;
import im.symbolon.messenger.records.SearchIndex;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Goes through the blocks of all chats at once, backwards in time, until the newest hits are
 * certain. In short transactions, so that nobody waits for it for long.
 */
final class Walk {
  private static final int BLOCKS_AT_ONCE = 32;

  private final Search.Question question;
  private final SortedSet<SearchHit> found = new TreeSet<>();
  private final PriorityQueue<Chat> chats =
      new PriorityQueue<>(Comparator.comparing(Chat::before).reversed());
  private boolean begun;

  /** What is left of a chat: the blocks that begin before that place. */
  private record Chat(BareJid chat, long before) {}

  Walk(Search.Question question) {
    this.question = question;
  }

  /** All hits of which there can be no newer ones. */
  SortedSet<SearchHit> found() {
    return Collections.unmodifiableSortedSet(found);
  }

  /** One transaction; returns whether it was the last. */
  boolean step(Rows rows) throws StoreException {
    SearchIndex index = new SearchIndex(rows);
    if (!begun) {
      begin(rows, index);
    }
    for (int i = 0; i < BLOCKS_AT_ONCE && !isOver(); i++) {
      Chat next = chats.remove();
      Optional<SearchBlock> block = index.block(next.chat(), next.before());
      if (block.isPresent()) {
        add(block.get().find(question.query()));
        chats.add(new Chat(next.chat(), block.get().first()));
      }
    }
    return isOver();
  }

  private void begin(Rows rows, SearchIndex index) throws StoreException {
    add(index.lately(question.query(), question.only()));
    long before = question.after().map(each -> each.place() + 1).orElse(Long.MAX_VALUE);
    for (BareJid each : new Chats(rows).all()) {
      if (!question.only().filter(only -> !only.equals(each)).isPresent()) {
        chats.add(new Chat(each, before));
      }
    }
    begun = true;
  }

  private void add(Iterable<SearchHit> hits) {
    Optional<SearchHit> after =
        question.after().map(mark -> new SearchHit(mark.chat(), mark.place()));
    for (SearchHit each : hits) {
      if (!after.filter(mark -> each.compareTo(mark) <= 0).isPresent()) {
        found.add(each);
      }
    }
    while (found.size() > question.limit() + 1) {
      found.remove(found.last());
    }
  }

  /** Whatever comes is older than all that are wanted. */
  private boolean isOver() {
    return chats.isEmpty()
        || (found.size() > question.limit() && found.last().place() >= chats.peek().before());
  }
}
