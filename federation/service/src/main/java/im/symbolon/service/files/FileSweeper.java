package im.symbolon.service.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is over: files past their retention, slots that nobody used, uploads that never came
 * to an end (also because a server went down), files of accounts that are gone. A row goes after
 * the storage has erased its file, so nothing is left behind; what fails is tried again in the next
 * run. Several nodes may sweep at once.
 */
public final class FileSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(FileSweeper.class);
  private static final int PAGE = 100;

  private final FileBook book;
  private final FileStorage storage;
  private final SteadyTime time;

  /** To be made when the server starts. */
  public FileSweeper(FileBook book, FileStorage storage, Clock clock) {
    this(book, storage, clock, System::nanoTime);
  }

  FileSweeper(FileBook book, FileStorage storage, Clock clock, LongSupplier nanos) {
    this.book = book;
    this.storage = storage;
    this.time = new SteadyTime(clock, nanos);
  }

  /**
   * One run; every ten minutes is enough.
   *
   * @return how many were erased
   * @throws FileException UNAVAILABLE
   */
  public int sweep() throws FileException {
    Optional<Instant> now = time.now();
    if (now.isPresent()) {
      book.expire(now.get());
    } else {
      LOG.warn("The clock leapt forward; no file expires until it has been steady for a day");
    }
    int erased = 0;
    String last = "";
    for (List<FileId> page = book.erasing(last, PAGE);
        !page.isEmpty();
        page = book.erasing(last, PAGE)) {
      for (FileId each : page) {
        erased += erase(each) ? 1 : 0;
        last = each.value();
      }
    }
    return erased;
  }

  private boolean erase(FileId id) throws FileException {
    try {
      storage.delete(id);
    } catch (IOException e) {
      LOG.warn("File {} could not be erased yet", id, e);
      return false;
    }
    book.erased(id);
    return true;
  }
}
