package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveIds;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fetches what came into an archive, the own account's or a room's, while this device was not
 * there: for each visit anew, and before anything that arrives live. A page enters the inbox
 * together with the position behind it, in one transaction, so a crash continues where it was.
 *
 * <p>Afterwards the ids of messages that arrive move the position, until the visit ends. Not
 * before: what lies between would be passed over.
 */
final class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class.getName());

  /** So long, what arrives waits for what is older; then order gives way to being there. */
  private static final Duration HOLD = Duration.ofMinutes(1);

  /** Our clock may be ahead of the server's. */
  static final Duration SKEW = Duration.ofMinutes(10);

  /** Keys that are over wait for an archive that cannot be read, but not longer. */
  private static final Duration LONGEST_POSTPONED = Duration.ofDays(7);

  private static final int RELEASED_AT_ONCE = 50;

  private final Surroundings surroundings;
  private final Source source;
  private final Archive archive;
  private final Worker worker;
  private final Inner inner;
  private final ArchivedPages pages;
  private volatile long finished = -1;
  private volatile long released = -1;
  private volatile long timed = -1;
  private volatile boolean marked;
  private final AtomicReference<CatchUpRun> waiting = new AtomicReference<>();

  /** What the catch-up causes; the engine does it. */
  interface Inner {
    /** The inbox has more; then, once it was dealt with, goes on. */
    void arrived(Runnable then);

    /** Everything that was in the archive is in the store. */
    void caughtUp();

    /** What arrives waits for nothing any more, whatever came of the archive. */
    default void released() {}
  }

  CatchUp(Surroundings surroundings, Source source, Worker worker, Inner inner) {
    this.surroundings = surroundings;
    this.source = source;
    this.archive = source.archive();
    this.worker = worker;
    this.inner = inner;
    this.pages = new ArchivedPages(surroundings, source);
  }

  /**
   * A new visit began.
   *
   * @param placed run as soon as this device may become known
   */
  void connected(Runnable placed) {
    long stream = source.visit();
    worker.execute(
        () -> {
          try {
            place();
          } catch (StoreException e) {
            e.logTo(LOG);
          } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "the engine failed", e);
          } finally {
            placed.run();
          }
          next(new CatchUpRun(stream));
        });
  }

  /** A message of the running query. */
  void take(ArchiveResult result) {
    archive.take(result);
  }

  // Before everything

  /** The first time, finds the place to begin at. */
  private void place() throws StoreException {
    if (position().isPresent()) {
      return;
    }
    ArchivePoint point = source.begin(pages);
    write(
        rows -> {
          source.position(rows).set(point);
          source.position(rows).cover(point);
        });
  }

  // Page by page

  private void next(CatchUpRun run) {
    if (source.visit() != run.stream()) {
      return; // the next one begins anew
    }
    try {
      if (!archive.isOffered()) {
        finish(run);
        return;
      }
      ArchivePoint point = run.from().isPresent() ? run.from().get() : begin();
      take(run, point, archive.page(point, run.size()));
    } catch (TransportException e) {
      refused(run, e);
    } catch (StoreException e) {
      e.logTo(LOG);
      stop(run);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
      stop(run);
    }
  }

  private ArchivePoint begin() throws StoreException {
    return position().orElse(ArchivePoint.BEGINNING);
  }

  private void take(CatchUpRun run, ArchivePoint point, ArchivePage page)
      throws StoreException, TransportException {
    boolean marks = archive.marksMessages();
    ArchivePoint behind = pages.behind(point, page);
    boolean goesOn = run.took(page, behind);
    write(
        rows -> {
          pages.store(rows, page, marks);
          if (page.stable() && run.isStable()) {
            pages.cover(rows, point, behind);
            source.position(rows).set(behind);
          }
        });
    if (page.complete() || !page.last().isPresent()) {
      inner.arrived(() -> worker.execute(() -> finish(run)));
    } else if (goesOn) {
      inner.arrived(() -> worker.execute(() -> next(run)));
    } else {
      LOG.log(Level.WARNING, "the archive goes round in circles, or has no end; left for later");
      inner.arrived(() -> worker.execute(() -> stop(run)));
    }
  }

  // When it fails

  private void refused(CatchUpRun run, TransportException e) {
    LOG.log(Level.FINE, "the archive could not be read: {0}", e.reason());
    release(run.stream());
    Optional<Duration> pause = run.failed(e);
    if (e.isStanzaError("item-not-found") && run.mayGoByTime()) {
      byTime(run);
    } else if (pause.isPresent()) {
      waiting.set(run);
      worker.after(pause.get(), this::retry);
    }
  }

  /** The connection is back, or a pause is over: what failed is tried again. */
  void retry() {
    CatchUpRun run = waiting.getAndSet(null);
    if (run != null) {
      worker.execute(() -> next(run));
    }
  }

  /** The archive forgot the message that the position names. */
  private void byTime(CatchUpRun run) {
    try {
      ArchivePoint point = begin().byTime();
      write(rows -> source.position(rows).set(point));
      run.restart();
      worker.execute(() -> next(run));
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Nothing more on this stream. */
  private void stop(CatchUpRun run) {
    release(run.stream());
  }

  private void finish(CatchUpRun run) {
    try {
      marked = archive.marksMessages();
      if (!archive.isOffered()) {
        write(source::withoutArchive);
      }
      if (run.isStable()) {
        write(rows -> source.position(rows).caughtUp());
        finished = run.stream();
        inner.caughtUp();
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the server''s features are not known: {0}", e.reason());
    } catch (StoreException e) {
      e.logTo(LOG);
    }
    release(run.stream());
  }

  // What arrives meanwhile

  /**
   * Stores a stanza that arrived, behind those that are still to be fetched, and behind what is
   * held and being released just now; moves the position once there are none to be fetched.
   */
  void store(Rows rows, Intake.Taken taken, IncomingStanza arrived) throws StoreException {
    Optional<String> id = ArchiveIds.of(arrived, source.owner());
    boolean holding = isHolding();
    Held held = source.held(rows);
    if (holding || !held.isEmpty()) {
      held.add(taken.stanza(), taken.refused(), id, now());
    } else {
      new Inbox(rows).add(taken.stanza(), taken.refused(), now());
    }
    if (!holding && marked && isFinished() && id.isPresent()) {
      source.position(rows).set(ArchivePoint.behind(id.get(), since(taken.stanza())));
    }
  }

  /** Whoever writes to us can say when that was: believed only where it loses nothing. */
  private Instant since(IncomingStanza arrived) {
    Instant latest = now().minus(SKEW);
    return arrived.delayedSince().filter(at -> at.isBefore(latest)).orElse(latest);
  }

  /** After {@link #store}: makes sure that what is held does not wait for ever. */
  void stored() {
    long stream = source.visit();
    if (!isHolding()) {
      release(stream); // it may have ended while that was being stored
    } else if (timed != stream) {
      timed = stream;
      worker.after(HOLD, () -> release(stream));
    }
  }

  boolean isOf(Archive that) {
    return archive == that;
  }

  /** True while what arrives waits for what is older. */
  boolean isHolding() {
    long stream = source.visit();
    return finished != stream && released != stream;
  }

  /** What is held comes into the inbox. */
  private void release(long stream) {
    released = stream;
    releaseAll();
    inner.released();
  }

  /** What was held when the last run ended comes into the inbox, too. */
  void releaseAll() {
    try {
      boolean any = false;
      while (releaseSome()) {
        any = true;
      }
      if (any) {
        inner.arrived(() -> {});
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private boolean releaseSome() throws StoreException {
    return surroundings.store().transaction(rows -> source.held(rows).release(RELEASED_AT_ONCE));
  }

  // Keys

  /**
   * True when keys that are over are not needed any more for what waits in the archive (XEP-0384
   * §5.5.4), or have waited too long for it.
   */
  boolean allowsDestroying() throws StoreException {
    if (isFinished()) {
      return true;
    }
    Instant since =
        surroundings.store().transaction(rows -> source.position(rows).postponedSince(now()));
    return since.plus(LONGEST_POSTPONED).isBefore(now());
  }

  private boolean isFinished() {
    return finished == source.visit();
  }

  private Optional<ArchivePoint> position() throws StoreException {
    return surroundings.store().transaction(rows -> source.position(rows).get());
  }

  /** A change of the store. */
  private interface Change {
    void make(Rows rows) throws StoreException;
  }

  private void write(Change change) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              change.make(rows);
              return null;
            });
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
