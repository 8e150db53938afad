package im.symbolon.service.files;

import java.io.IOException;
import java.time.Duration;

/** Every step over the network in its time, and all of them together in theirs. */
final class Pace {
  private final Watch watch;
  private final Duration stall;
  private final long until;

  /** For so many bytes, beginning now. */
  Pace(Watch watch, Patience patience, long bytes) {
    this.watch = watch;
    this.stall = patience.stall();
    this.until = System.nanoTime() + patience.body(bytes).toNanos();
  }

  <T> T during(Watch.Work<T> step) throws IOException {
    Duration left = Duration.ofNanos(until - System.nanoTime());
    return watch.during(left.compareTo(stall) < 0 ? left : stall, step);
  }
}
