package im.symbolon.messenger.core;

import java.time.Duration;

/** Runs tasks one after another, in order. After its end it takes none. */
public interface Worker {
  /** As soon as those before it are done. */
  void execute(Runnable task);

  /** After a pause; tasks that wait when the worker ends are forgotten. */
  void after(Duration pause, Runnable task);

  /** Lets what was begun end, for a bounded time. From one of its own tasks: without waiting. */
  void end();
}
