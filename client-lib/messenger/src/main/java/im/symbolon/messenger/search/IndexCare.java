package im.symbolon.messenger.search;

import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Fold;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.SearchIndex;
import im.symbolon.messenger.records.SearchProgress;
import im.symbolon.messenger.records.SearchProgress.At;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Indexes what was there before there was an index: in steps, each one transaction with the note
 * how far it came, so it goes on after an end at any moment. What comes or changes meanwhile is
 * indexed by the transaction that stores it.
 */
public final class IndexCare {
  private static final Logger LOG = Logger.getLogger(IndexCare.class.getName());
  private static final int ENTRIES_AT_ONCE = 100;

  /** Between steps, so that whoever reads and writes meanwhile is not slowed down. */
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Surroundings surroundings;
  private final Worker worker;
  private volatile IndexProgress progress = new IndexProgress(0, 0, false);

  public IndexCare(Surroundings surroundings, Worker worker) {
    this.surroundings = surroundings;
    this.worker = worker;
  }

  /** Begins, or goes on. */
  public void begin() {
    worker.execute(this::work);
  }

  /** How far it is; for an instant after the start, nothing is known yet. */
  public IndexProgress progress() {
    return progress;
  }

  private void work() {
    try {
      At at = surroundings.store().transaction(IndexCare::step);
      progress = new IndexProgress(at.passed(), at.total(), at.done());
      if (!at.done()) {
        worker.after(PAUSE, this::work);
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  static At step(Rows rows) throws StoreException {
    SearchProgress saved = new SearchProgress(rows);
    Optional<At> last = saved.get();
    if (last.filter(At::done).isPresent()) {
      return last.get();
    }
    At next = step(rows, last.isPresent() ? last.get() : first(rows));
    saved.put(next);
    return next;
  }

  private static At first(Rows rows) throws StoreException {
    long total = 0;
    for (BareJid each : new Chats(rows).all()) {
      total += new Messages(rows).count(each);
    }
    return new At(Optional.empty(), Long.MAX_VALUE, 0, total, false);
  }

  /** Goes on in the chat that was begun, or in the next that has something. */
  private static At step(Rows rows, At at) throws StoreException {
    for (BareJid chat : new Chats(rows).all()) {
      int order = at.chat().map(chat::compareTo).orElse(1);
      List<Messages.Placed> some =
          order < 0
              ? List.of()
              : new Messages(rows)
                  .before(chat, order == 0 ? at.place() : Long.MAX_VALUE, ENTRIES_AT_ONCE);
      if (!some.isEmpty()) {
        new SearchIndex(rows).settle(chat, shown(rows, some));
        long place = some.get(some.size() - 1).place();
        return new At(Optional.of(chat), place, at.passed() + some.size(), at.total(), false);
      }
    }
    return new At(at.chat(), at.place(), at.total(), at.total(), true);
  }

  private static List<Shown> shown(Rows rows, List<Messages.Placed> entries) throws StoreException {
    return new Fold(rows).lines(entries);
  }
}
