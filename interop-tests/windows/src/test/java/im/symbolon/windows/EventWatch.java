package im.symbolon.windows;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.io.IOException;
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
  private static final int FRAMES = 4;
  private static final long PEEK = 10;

  private final List<Long> times = new CopyOnWriteArrayList<>();
  private final List<Slow> slow = new CopyOnWriteArrayList<>();
  private volatile Thread thread = Thread.currentThread();
  private volatile long begun;
  private volatile String seen = "";

  /** One that took long, in ns. */
  private record Slow(long time, String event, String where) {}

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
    long before = begun;
    thread = Thread.currentThread();
    long start = System.nanoTime();
    begun = start;
    seen = "";
    super.dispatchEvent(event);
    if (before == 0) {
      end(System.nanoTime() - start, event);
    }
    begun = before == 0 ? 0 : System.nanoTime(); // a question was asked, and answered meanwhile
  }

  private void end(long time, AWTEvent event) {
    times.add(time);
    if (time > SLOW) {
      slow.add(new Slow(time, event.getClass().getSimpleName(), seen));
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

  /** Those that a person takes for a crash. The look is changed for each picture, by the test. */
  List<String> freezes() {
    List<String> found = new ArrayList<>();
    slow.stream()
        .filter(each -> each.time() > FROZEN && each.where().contains("im.symbolon"))
        .filter(each -> !each.where().contains("Look.show("))
        .forEach(each -> found.add(each.time() / 1_000_000 + " ms" + each.where()));
    return found;
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
                    .append(" ms ")
                    .append(each.event())
                    .append(each.where())
                    .append('\n'));
    Files.writeString(file, out);
  }
}
