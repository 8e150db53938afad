package im.symbolon.messenger.files;

import im.symbolon.messenger.files.FileException.Reason;
import java.util.Optional;

/** Says that something under way is not wanted any more. Thread-safe. */
public final class Cancel {
  private Optional<Reason> why = Optional.empty();
  private Optional<Runnable> release = Optional.empty();

  /** Stops it, also while it waits for the network. */
  public void now() {
    stop(Reason.CANCELLED);
  }

  /** The same, as if that had happened. */
  void stop(Reason reason) {
    Optional<Runnable> waiting;
    synchronized (this) {
      why = Optional.of(why.orElse(reason));
      waiting = release;
      release = Optional.empty();
    }
    waiting.ifPresent(Runnable::run);
  }

  /**
   * Goes on when it is still wanted.
   *
   * @throws FileException CANCELLED
   */
  public synchronized void check() throws FileException {
    if (why.isPresent()) {
      throw new FileException(why.get());
    }
  }

  /** What ends the waiting, in place of what did so before; run at once when it is too late. */
  public void releasing(Runnable how) {
    boolean late;
    synchronized (this) {
      late = why.isPresent();
      release = late ? Optional.empty() : Optional.of(how);
    }
    if (late) {
      how.run();
    }
  }

  /** Nothing waits any more. */
  public synchronized void released() {
    release = Optional.empty();
  }
}
