package im.symbolon.service.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Ends what a thread does on the network when it takes too long: an interrupt closes the socket
 * that the thread waits for. Nothing else that the thread does is ever interrupted; databases do
 * not like that.
 */
final class Watch {
  private final Thread thread = Thread.currentThread();
  private boolean waiting;
  private long until;
  private boolean fired;

  /**
   * Something done on the network.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does it within the time, or fails. */
  <T> T during(Duration limit, Work<T> work) throws IOException {
    begin(limit);
    try {
      return work.run();
    } finally {
      end();
    }
  }

  synchronized void begin(Duration limit) throws InterruptedIOException {
    if (fired || limit.isNegative()) {
      throw new InterruptedIOException("too slow");
    }
    until = System.nanoTime() + limit.toNanos();
    waiting = true;
  }

  /** Called by the thread itself, which is not interrupted after it. */
  synchronized void end() {
    waiting = false;
    if (fired) {
      Thread.interrupted();
    }
  }

  /** Called by the one who looks at the time. */
  synchronized void check(long now) {
    if (waiting && now - until >= 0) {
      waiting = false;
      fired = true;
      thread.interrupt();
    }
  }
}
