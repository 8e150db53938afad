package im.symbolon.service.directory;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** So many questions to one domain at a time; the others wait for their turn. For the worker. */
final class Turns {
  private final int atOnce;
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Runs that now or later; {@link #end} is called afterwards, whatever became of it. */
  void take(String domain, Runnable task) {
    if (underWay.getOrDefault(domain, 0) < atOnce) {
      underWay.merge(domain, 1, Integer::sum);
      task.run();
    } else {
      waiting.computeIfAbsent(domain, d -> new ArrayDeque<>()).add(task);
    }
  }

  /** One is over. */
  void end(String domain) {
    underWay.computeIfPresent(domain, (same, count) -> count == 1 ? null : count - 1);
    Queue<Runnable> others = waiting.get(domain);
    if (others != null) {
      Runnable next = others.remove();
      if (others.isEmpty()) {
        waiting.remove(domain);
      }
      take(domain, next);
    }
  }
}
