package im.symbolon.windows;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long each event keeps the event thread, and notes where that thread stands while one
 * takes long.
 */
final class EventWatch extends EventQueue {
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long FROZEN = TimeUnit.SECONDS.toNanos(1);

  /** On the busiest machine. */
  private static final long STUCK = TimeUnit.SECONDS.toNanos(20);

  private static final int FRAMES = 4;
  private static final long PEEK = 10;

  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final List<Slow> slow = new CopyOnWriteArrayList<>();
  private volatile Thread thread = Thread.currentThread();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private volatile long begun;
  private volatile boolean nested;
  private volatile String seen = "";

  /** One that took long, and how long it was worked at, in ns. */
  private record Slow(long time, long work, String event, String where) {}

  private EventWatch() {}

  /** From now on, in this program. */
  static EventWatch install() {
    EventWatch watch = new EventWatch();
    Toolkit.getDefaultToolkit().getSystemEventQueue().push(watch);
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            watch.peek();
          }
        };
    new Timer("event-watch", true).scheduleAtFixedRate(look, PEEK, PEEK);
    return watch;
  }

  @Override
  protected void dispatchEvent(AWTEvent event) {
    boolean outer = begun == 0;
    nested = !outer;
    thread = Thread.currentThread();
    long start = System.nanoTime();
    long work = threads.getCurrentThreadCpuTime();
    begun = start;
    seen = "";
    super.dispatchEvent(event);
    if (!nested || !outer) { // else a question was asked, and a person thought about it
      end(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - work, event);
    }
    begun = outer ? 0 : System.nanoTime();
  }

  private void end(long time, long work, AWTEvent event) {
    times.add(time);
    if (time > SLOW) {
      slow.add(new Slow(time, work, event.getClass().getSimpleName(), seen));
    }
  }

  /** Where the thread stands, halfway into what may become slow. */
  private void peek() {
    long since = begun;
    if (since != 0 && seen.isEmpty() && System.nanoTime() - since > SLOW / 2) {
      StringBuilder where = new StringBuilder();
      Arrays.stream(thread.getStackTrace())
          .filter(each -> each.getClassName().startsWith("im.symbolon"))
          .filter(each -> !each.getClassName().contains(".windows."))
          .limit(FRAMES)
          .forEach(each -> where.append(" < ").append(each));
      seen = where.length() == 0 ? " < outside of this program" : where.toString();
    }
  }

  /**
   * Those that a person takes for a crash: one second of work, or much more of waiting. The look is
   * changed for each picture, by the test.
   */
  List<String> freezes() {
    List<String> found = new ArrayList<>();
    slow.stream()
        .filter(each -> each.work() > FROZEN || each.time() > STUCK)
        .filter(each -> each.where().contains("im.symbolon"))
        .filter(each -> !each.where().contains("Look.show("))
        .forEach(each -> found.add(each.time() / 1_000_000 + " ms" + each.where()));
    return found;
  }

  /** How many there were. */
  int count() {
    return times.size();
  }

  /** Writes how long events took, and which took long, the longest first. */
  void report(Path file) throws IOException {
    List<Long> sorted = new ArrayList<>(times);
    sorted.sort(Comparator.naturalOrder());
    StringBuilder out = new StringBuilder();
    out.append(sorted.size()).append(" events; ms: ");
    for (double share : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
      Optional<Long> time =
          sorted.stream()
              .skip((long) Math.max(0, Math.ceil(share * sorted.size()) - 1))
              .findFirst();
      double ms = time.orElse(0L) / 1e6;
      out.append(String.format(Locale.ROOT, "p%s %.2f  ", share * 100, ms));
    }
    out.append('\n');
    slow.stream()
        .sorted(Comparator.comparing(Slow::time).reversed())
        .forEach(
            each ->
                out.append(each.time() / 1_000_000)
                    .append(" ms, worked ")
                    .append(each.work() / 1_000_000)
                    .append(", ")
                    .append(each.event())
                    .append(each.where())
                    .append('\n'));
    Files.writeString(file, out);
  }
}
