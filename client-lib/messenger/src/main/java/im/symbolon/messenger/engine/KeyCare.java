package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.rollback.OpenStream;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the servers told about this device: after every new connection, whenever a published key
 * was used or the list lacks us, and every hour. What fails is tried again after growing pauses.
 */
final class KeyCare {
  private static final Logger LOG = Logger.getLogger(KeyCare.class.getName());

  /** Two devices that announce themselves at once may overwrite each other, so it looks again. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(10);

  private static final Duration HOURLY = Duration.ofHours(1);

  /** What waited on a server without an archive has come and was opened by then. */
  private static final Duration CAUGHT_UP = Duration.ofMinutes(5);

  /** Between two publications that others or mistakes can cause; longer when that goes on. */
  private static final Duration GAP = Duration.ofSeconds(2);

  private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Surroundings surroundings;
  private final OpenStream stream;
  private final Publisher publisher;
  private final Worker worker;
  private final Consumer<Membership> known;
  private final CatchUp catchUp;
  private Instant next = Instant.MAX;
  private Instant last = Instant.EPOCH;
  private Duration gap = GAP;
  private Duration pause = GAP;
  private long connection;

  /**
   * @param known told each time after the servers know this device, and it them
   */
  KeyCare(
      Surroundings surroundings,
      OpenStream stream,
      Publisher publisher,
      Worker worker,
      CatchUp catchUp,
      Consumer<Membership> known) {
    this.surroundings = surroundings;
    this.stream = stream;
    this.publisher = publisher;
    this.worker = worker;
    this.catchUp = catchUp;
    this.known = known;
  }

  /** A new stream began. */
  synchronized void connected() {
    connection++;
    long mine = connection;
    last = Instant.EPOCH;
    gap = GAP;
    pause = GAP;
    soon();
    worker.after(SECOND_LOOK, this::soon);
    worker.after(CAUGHT_UP, () -> destroyOver(mine));
    hourly(mine);
  }

  private void hourly(long mine) {
    worker.after(
        HOURLY,
        () -> {
          if (isCurrent(mine)) {
            soon();
            destroyOver(mine);
            hourly(mine);
          }
        });
  }

  private synchronized boolean isCurrent(long mine) {
    return mine == connection;
  }

  /** See {@link Publisher#leave}. */
  boolean leave() throws TransportException, StoreException {
    return publisher.leave();
  }

  /** Publishes as soon as possible. */
  void soon() {
    Duration wait;
    synchronized (this) {
      Instant earliest = last.plus(gap);
      Instant at = earliest.isAfter(now()) ? earliest : now();
      if (!at.isBefore(next)) {
        return; // that is soon enough
      }
      next = at;
      wait = Duration.between(now(), at);
    }
    if (wait.isZero() || wait.isNegative()) {
      worker.execute(this::publish);
    } else {
      worker.after(wait, this::publish);
    }
  }

  /**
   * A server that hides or forgets lists makes own devices put themselves back by turns, and each
   * time everybody is told.
   */
  private Duration following() {
    if (!last.plus(gap.multipliedBy(2)).isAfter(now())) {
      return GAP;
    }
    return Pauses.doubled(gap, LONGEST_GAP);
  }

  private void publish() {
    synchronized (this) {
      if (next.equals(Instant.MAX)) {
        return; // was done meanwhile
      }
      next = Instant.MAX;
      gap = following();
      last = now();
    }
    if (!stream.isOpen()) {
      return;
    }
    try {
      Publisher.Published published = publisher.publish();
      greet(published.greetings());
      known.accept(published.membership());
      if (published.complete()) {
        synchronized (this) {
          pause = GAP;
        }
      } else {
        missing();
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "keys are not published yet: {0}", e.reason());
      later();
    } catch (StoreException e) {
      e.logTo(LOG);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
      later();
    }
  }

  /**
   * A version could not be published: it is tried again until the pauses are long, and hourly then.
   */
  private void missing() {
    synchronized (this) {
      if (pause.equals(LONGEST_PAUSE)) {
        return;
      }
    }
    later();
  }

  private void later() {
    Duration wait;
    synchronized (this) {
      wait = pause;
      pause = Pauses.doubled(pause, LONGEST_PAUSE);
    }
    worker.after(wait, this::soon);
  }

  /** Tells the other own devices, which not all servers do: an empty message begins a session. */
  private void greet(List<Recipient> others) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              for (Recipient other : others) {
                OutboxEntry.Only only =
                    new OutboxEntry.Only(other.device().device(), other.versions().get(0));
                new Outbox(rows)
                    .add(
                        OutboxEntry.empty(
                            surroundings.newId(), surroundings.account(), only, now()));
              }
              return null;
            });
  }

  private void destroyOver(long mine) {
    if (!isCurrent(mine) || !stream.isOpen()) {
      return;
    }
    try {
      if (catchUp.allowsDestroying()) {
        publisher.destroyOver();
      }
      surroundings
          .store()
          .transaction(
              rows -> {
                new Seen(rows).purge(now());
                new Outbox(rows).purge(now());
                Repair.purge(rows, now());
                GroupEngine.purge(rows, now());
                return null;
              });
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
