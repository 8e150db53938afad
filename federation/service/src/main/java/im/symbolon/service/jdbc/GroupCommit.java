package im.symbolon.service.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Does what many threads want written in one transaction each time: what came while the last one
 * ran. Nobody is told before what he wanted is in the database for good. One of those who wait does
 * the work for all, so there is no thread here, and nothing to end. Safe for any number of threads;
 * what one thread wants after the other is written in that order.
 *
 * <p>A transaction costs the same for one as for ten, so they do not follow each other closer than
 * {@link #SPACING} while few wait. What comes alone is written at once.
 *
 * @param <I> what is wanted
 * @param <O> what comes of it
 */
public final class GroupCommit<I, O> {
  /** Few enough that nobody waits long for the others. */
  public static final int MAX_GROUP = 64;

  /** From one transaction's beginning to the next one's, unless {@link #ENOUGH} wait. */
  public static final Duration SPACING = Duration.ofMillis(25);

  /** Fewer than the threads that may wait at once, so that they do not wait for each other. */
  public static final int ENOUGH = 12;

  /** Writes what is wanted together. */
  @FunctionalInterface
  public interface Group<I, O> {
    /**
     * Writes all of it, or nothing when it throws anything.
     *
     * @return as much, in the same order; none of it null
     */
    List<O> write(List<I> wanted) throws SQLException;
  }

  private final Group<I, O> group;
  private final Duration spacing;
  private final LongSupplier nanos;
  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private boolean isLed;
  private OptionalLong begun = OptionalLong.empty();

  public GroupCommit(Group<I, O> group) {
    this(group, SPACING, System::nanoTime);
  }

  /**
   * Builds one with another pace.
   *
   * @param spacing in place of {@link #SPACING}
   * @param nanos a clock that is never set
   */
  public GroupCommit(Group<I, O> group, Duration spacing, LongSupplier nanos) {
    this.group = Objects.requireNonNull(group);
    this.spacing = Objects.requireNonNull(spacing);
    this.nanos = Objects.requireNonNull(nanos);
  }

  private final class Ticket {
    private final I wanted;
    private final CountDownLatch turn = new CountDownLatch(1);
    private volatile O result;
    private volatile Throwable failure;

    Ticket(I wanted) {
      this.wanted = wanted;
    }

    boolean isDone() {
      return result != null || failure != null;
    }

    O result() throws SQLException {
      if (failure instanceof SQLException sql) {
        throw new SQLException(sql.getMessage(), sql.getSQLState(), sql);
      }
      if (failure != null) {
        throw new IllegalStateException("what was wanted was not written", failure);
      }
      return result;
    }
  }

  /** Returns when it is written. An interrupt is kept for later. */
  public O write(I wanted) throws SQLException {
    return write(List.of(wanted)).get(0);
  }

  /**
   * Returns when all of it is written, in one transaction or in several.
   *
   * @throws SQLException some or all of it was not
   */
  public List<O> write(List<I> wanted) throws SQLException {
    List<Ticket> tickets = new ArrayList<>();
    wanted.forEach(each -> tickets.add(new Ticket(each)));
    boolean leads;
    synchronized (this) {
      waiting.addAll(tickets);
      leads = !isLed && !tickets.isEmpty();
      isLed |= leads;
      if (waiting.size() >= ENOUGH) {
        notifyAll(); // whoever gathers
      }
    }
    for (Ticket each : tickets) { // all, whatever becomes of the first: each may have to lead
      if (!leads) {
        await(each.turn);
      }
      if (!each.isDone()) {
        lead();
      }
      leads = false;
    }
    return results(tickets);
  }

  /** How many wait for the next group. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private List<O> results(List<Ticket> tickets) throws SQLException {
    List<O> results = new ArrayList<>();
    for (Ticket each : tickets) {
      results.add(each.result());
    }
    return results;
  }

  private static void await(CountDownLatch turn) {
    boolean interrupted = false;
    while (true) {
      try {
        turn.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first who waits is the one who calls. Whoever waits first afterwards is the next. */
  private void lead() {
    List<Ticket> tickets = gathered();
    try {
      write(tickets, true);
    } finally {
      synchronized (this) {
        isLed = !waiting.isEmpty();
        if (isLed) {
          waiting.element().turn.countDown();
        }
      }
      tickets.forEach(each -> each.turn.countDown());
    }
  }

  private synchronized List<Ticket> gathered() {
    boolean interrupted = false;
    for (long left = untilNext(); left > 0 && waiting.size() < ENOUGH; left = untilNext()) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    begun = OptionalLong.of(nanos.getAsLong());
    List<Ticket> tickets = new ArrayList<>();
    while (tickets.size() < MAX_GROUP && !waiting.isEmpty()) {
      tickets.add(waiting.remove());
    }
    return tickets;
  }

  private long untilNext() {
    return begun.isPresent() ? spacing.toNanos() - (nanos.getAsLong() - begun.getAsLong()) : 0;
  }

  /** Throws nothing: everybody gets his own. */
  private void write(List<Ticket> tickets, boolean mayBeParted) {
    try {
      List<O> results = group.write(tickets.stream().map(each -> each.wanted).toList());
      for (int i = 0; i < results.size(); i++) {
        tickets.get(i).result = Objects.requireNonNull(results.get(i));
      }
    } catch (SQLException e) {
      if (mayBeParted && tickets.size() > 1 && isOnesOwnFault(e)) {
        tickets.forEach(each -> write(List.of(each), false));
      } else {
        tickets.forEach(each -> each.failure = e);
      }
    } catch (RuntimeException | Error e) {
      tickets.forEach(each -> each.failure = e);
    }
  }

  /** The database lives, and does not take a value: the others need not suffer for it. */
  private static boolean isOnesOwnFault(SQLException e) {
    return Database.isDataException(e) || Database.isConstraintViolation(e);
  }
}
