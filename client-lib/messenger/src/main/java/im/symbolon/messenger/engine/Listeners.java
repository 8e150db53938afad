package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.core.Worker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells listeners, one call after another. What they throw, or how long they take, stops nothing.
 */
final class Listeners {
  private static final Logger LOG = Logger.getLogger(Listeners.class.getName());

  private final List<MessengerListener> all = new CopyOnWriteArrayList<>();
  private final Worker worker;

  Listeners(Worker worker) {
    this.worker = worker;
  }

  void add(MessengerListener listener) {
    all.add(listener);
  }

  void tell(Consumer<MessengerListener> call) {
    worker.execute(() -> all.forEach(listener -> guarded(listener, call)));
  }

  private static void guarded(MessengerListener listener, Consumer<MessengerListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException | Error e) {
      // Without its message, which may hold what somebody wrote.
      LOG.log(Level.WARNING, "a listener failed: {0}", e.getClass().getName());
    }
  }

  /** Tells what is left. */
  void end() {
    worker.end();
  }
}
