package im.symbolon.world;

import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.core.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A world in which everything happens on one thread, in the order of its time; other threads may
 * plan something in it.
 */
public final class VirtualTime extends Clock {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private long sequence;

  private record Task(Instant at, long sequence, Life life, Runnable what)
      implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** Whatever does things, until it ends: tasks of the dead are forgotten. */
  static final class Life {
    private boolean over;

    void end() {
      over = true;
    }

    boolean isOver() {
      return over;
    }
  }

  /** A power cut in the middle of something. */
  public static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  synchronized void at(Duration pause, Life life, Runnable what) {
    tasks.add(new Task(now.plus(pause), sequence++, life, what));
  }

  /** Lets that much time pass, and does what is due. */
  public void pass(Duration time) {
    Instant end = instant().plus(time);
    for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
      Task task = next.get();
      if (!task.life().isOver()) {
        try {
          task.what().run();
        } catch (PowerCut e) {
          // Whatever was being done ends here.
        }
      }
    }
  }

  /** What is due first, whose time it is now; if nothing is until then, it is that time. */
  private synchronized Optional<Task> next(Instant end) {
    if (tasks.isEmpty() || tasks.peek().at().isAfter(end)) {
      now = end;
      return Optional.empty();
    }
    Task task = tasks.poll();
    now = task.at();
    return Optional.of(task);
  }

  Workers workers(Life life) {
    return new Workers() {
      @Override
      public Worker worker(String name) {
        return new Worker() {
          @Override
          public void execute(Runnable task) {
            at(Duration.ZERO, life, task);
          }

          @Override
          public void after(Duration pause, Runnable task) {
            at(pause, life, task);
          }

          @Override
          public void end() {
            life.end();
          }
        };
      }

      @Override
      public void beside(Runnable task) {
        at(Duration.ZERO, life, task);
      }

      @Override
      public void end() {}
    };
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
