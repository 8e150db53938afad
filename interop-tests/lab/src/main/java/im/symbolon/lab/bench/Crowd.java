package im.symbolon.lab.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Many clients that send at a steady pace, each to its partner on the other domain. A message's
 * time begins when it is due, whether the sender is late or not, and ends when its partner's stream
 * has it.
 *
 * <p>The servers have just been started, and a Java machine compiles what it runs much in its first
 * minute; so the crowd talks for a while before its messages are measured, without a pause between.
 * What is lost or doubled counts from the first one on.
 */
final class Crowd {
  static final int INTERVAL_SECONDS = 2;

  private static final Logger LOG = Logger.getLogger(Crowd.class.getName());
  private static final int SENDERS = 8;
  private static final long SECOND = 1_000_000_000L;

  /** Nothing came for so long: nothing comes. */
  private static final long GIVE_UP = 30 * SECOND;

  private final List<LightClient> members = new ArrayList<>();
  private final Map<String, Sent> underWay = new ConcurrentHashMap<>();
  private final Queue<Long> early = new ConcurrentLinkedQueue<>();
  private final Queue<Long> delays = new ConcurrentLinkedQueue<>();
  private final AtomicInteger doubled = new AtomicInteger();
  private final AtomicInteger bounced = new AtomicInteger();
  private volatile long lastArrival;

  private record Sent(String to, long due, boolean isMeasured) {}

  /**
   * What came of it.
   *
   * @param delivered of those that were measured
   * @param lost of all
   * @param bounced of those that are lost: their senders were told
   * @param doubled messages that came again, or to somebody else
   * @param earlyP99Millis of those before
   */
  record Outcome(
      int delivered, int lost, int bounced, int doubled, double p99Millis, double earlyP99Millis) {}

  /** Takes a client in; the order decides who writes to whom. */
  void join(LightClient client) {
    members.add(client);
  }

  LightClient first() {
    return members.get(0);
  }

  LightClient last() {
    return members.get(members.size() - 1);
  }

  /** A client's stream had a message. */
  void arrived(String address, String message) {
    String id = LightClient.id(message);
    if (!id.startsWith("m-")) {
      return; // a hint of the service
    }
    if (message.substring(0, message.indexOf('>')).contains("error")) {
      bounced.incrementAndGet(); // and lost
      LOG.log(Level.FINE, "{0}", message);
      return;
    }
    Sent sent = underWay.get(id);
    if (sent == null || !sent.to().equals(address) || !underWay.remove(id, sent)) {
      doubled.incrementAndGet();
      return;
    }
    lastArrival = System.nanoTime();
    (sent.isMeasured() ? delays : early).add(lastArrival - sent.due());
  }

  /**
   * Has everybody send for so long, and waits for what is under way.
   *
   * @param measured is run when the part begins that is measured
   */
  Outcome talk(int warmUpSeconds, int seconds, Runnable measured)
      throws IOException, InterruptedException {
    int unmeasured = warmUpSeconds / INTERVAL_SECONDS;
    int rounds = unmeasured + seconds / INTERVAL_SECONDS;
    long interval = INTERVAL_SECONDS * SECOND;
    long start = System.nanoTime() + SECOND;
    List<Callable<Boolean>> senders = new ArrayList<>();
    senders.add(
        () -> {
          awaitTime(start + unmeasured * interval);
          measured.run();
          return true;
        });
    for (int i = 0; i < Math.min(SENDERS, members.size()); i++) {
      int first = i;
      senders.add(() -> send(first, unmeasured, rounds, start));
    }
    Claims.together(senders);
    awaitRest();
    return new Outcome(
        delays.size(),
        members.size() * rounds - delays.size() - early.size(),
        bounced.get(),
        doubled.get(),
        p99Millis(delays),
        p99Millis(early));
  }

  private static double p99Millis(Queue<Long> delays) {
    return Pace.p99Millis(delays.stream().mapToLong(Long::longValue).toArray());
  }

  /** The clients' moments are spread over the interval, those of one sender too. */
  private boolean send(int first, int unmeasured, int rounds, long start) {
    long interval = INTERVAL_SECONDS * SECOND;
    for (int round = 0; round < rounds; round++) {
      for (int i = first; i < members.size(); i += SENDERS) {
        long due = start + round * interval + i * interval / members.size();
        awaitTime(due);
        LightClient to = members.get((i + members.size() / 2) % members.size());
        say(i, "m-" + i + "-" + round, new Sent(to.address(), due, round >= unmeasured));
      }
    }
    return true;
  }

  private void say(int from, String id, Sent sent) {
    underWay.put(id, sent);
    try {
      members.get(from).say(Letter.of(id, sent.to(), from));
    } catch (IOException e) {
      LOG.log(Level.SEVERE, "The stream of member {0} ended; what it says is lost", from);
    }
  }

  private static void awaitTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void awaitRest() {
    lastArrival = System.nanoTime();
    while (!underWay.isEmpty() && System.nanoTime() - lastArrival < GIVE_UP) {
      LockSupport.parkNanos(SECOND / 50);
    }
    LockSupport.parkNanos(SECOND / 2); // for what comes twice
  }
}
