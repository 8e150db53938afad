package im.symbolon.views;

/** The thread on which screens live: Swing's event thread, Android's main thread. */
@FunctionalInterface
public interface UiThread {
  /** Runs it there, soon, after what was handed over before. */
  void run(Runnable task);
}
