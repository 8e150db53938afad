package im.symbolon.messenger.core;

/** Where the engine's work is done: threads in production, one after the other in tests. */
public interface Workers {
  /** A new worker. */
  Worker worker(String name);

  /** Runs a task beside all workers; it may wait for the network. */
  void beside(Runnable task);

  /** Lets the tasks beside end, for a bounded time. */
  void end();
}
