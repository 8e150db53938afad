package im.symbolon.messenger.history;

import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.HistoryItems;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Goes through the whole history in steps of bounded size, within transactions of its caller's. */
public final class Reader {
  private static final int LINES_AT_ONCE = 200;

  private final Rows rows;
  private final Messages messages;

  public Reader(Rows rows) {
    this.rows = rows;
    this.messages = new Messages(rows);
  }

  /**
   * One step.
   *
   * @param next where the next one begins; empty when nothing is left
   */
  public record Step(List<Messages.Placed> messages, Optional<Cursor> next, long passed) {}

  /** How many lines there are. */
  public long total() throws StoreException {
    long total = 0;
    for (BareJid chat : new Chats(rows).all()) {
      total += messages.count(chat);
    }
    return total;
  }

  /**
   * The next messages.
   *
   * @param maxBytes once written; one message that is larger comes alone
   */
  public Step after(Optional<Cursor> last, int maxBytes) throws StoreException {
    long passed = last.map(Cursor::passed).orElse(0L);
    for (BareJid chat : new Chats(rows).all()) {
      if (!last.filter(cursor -> cursor.chat().compareTo(chat) > 0).isPresent()) {
        boolean begun = last.filter(cursor -> cursor.chat().equals(chat)).isPresent();
        Step step = in(chat, begun ? last.get().place() : Long.MAX_VALUE, passed, maxBytes);
        if (step.next().isPresent()) {
          return step;
        }
      }
    }
    return new Step(List.of(), Optional.empty(), passed);
  }

  /** In one chat; without a next one when the chat has nothing more. */
  private Step in(BareJid chat, long before, long passed, int maxBytes) throws StoreException {
    List<Messages.Placed> found = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    int bytes = 0;
    long gone = passed;
    for (Messages.Placed each : messages.before(chat, before, LINES_AT_ONCE)) {
      boolean given = HistoryItems.isGiven(each.message());
      bytes += given ? HistoryItems.size(each) : 0;
      if (given && bytes > maxBytes && !found.isEmpty()) {
        break;
      }
      if (given) {
        found.add(each);
      }
      next = Optional.of(new Cursor(chat, each.place(), ++gone));
    }
    return new Step(Collections.unmodifiableList(found), next, gone);
  }
}
