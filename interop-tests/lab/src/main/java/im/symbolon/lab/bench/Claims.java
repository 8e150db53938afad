package im.symbolon.lab.bench;

import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Claims keys of some devices, and fetches the same devices' bundles from PEP: by the same clients,
 * each of which asks for the next when it has the last.
 */
final class Claims {
  static final int CLIENTS = 16;

  /** What runs before the clock does, of each kind. */
  static final int WARM_UP = 500;

  private static final Pattern KEY = Pattern.compile("<key\\b[^>]*\\bid=['\"](\\d+)['\"]");
  private static final Pattern PREKEY = Pattern.compile("<pk\\b");

  private final RunningOpenfire server;
  private final List<LightClient> clients;
  private final int targets;
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  /**
   * Of accounts that {@link #stock} filled.
   *
   * @param clients who asks
   */
  Claims(RunningOpenfire server, List<LightClient> clients, int claims) {
    this.server = server;
    this.clients = clients;
    this.targets = targets(claims);
  }

  /** How many accounts have the keys for so many claims. */
  static int targets(int claims) {
    int perTarget = PrekeyLimits.MAX_PUBLISHED_KEYS;
    return (claims + WARM_UP + perTarget - 1) / perTarget;
  }

  static String target(int number) {
    return "target" + number;
  }

  /** Publishes a device's keys for both ways. */
  static void stock(LightClient owner, BareJid account) throws IOException {
    try {
      BenchDevice device = new BenchDevice(account);
      String keys = device.publication(0, PrekeyLimits.MAX_PUBLISHED_KEYS).toXml().toXml();
      owner.ask("set", account.domain(), keys);
      owner.ask("set", account.toString(), device.bundle());
    } catch (GeneralSecurityException | ProtocolException e) {
      throw new IOException("no keys", e);
    }
  }

  /** Claims so many, after a warm-up. Each must be another key, and none the last resort. */
  Pace claim(int count) throws IOException, InterruptedException {
    run(0, WARM_UP, this::claim);
    return run(WARM_UP, count, this::claim);
  }

  private void claim(LightClient client, int number) throws IOException {
    BareJid target = account(number);
    String request = ClaimRequest.all(target).toXml().toXml();
    Matcher key = KEY.matcher(client.ask("set", server.domain(), request));
    if (!key.find()) {
      throw new IOException("a claim got no key");
    }
    PreKeyId id = new PreKeyId(Integer.parseInt(key.group(1)));
    if (!Pool.CLAIM.holds(id) || !claimed.add(target + " " + id)) {
      throw new IOException("a claim got a key that is not its own");
    }
  }

  /** Fetches so many bundles, after a warm-up. */
  Pace fetch(int count) throws IOException, InterruptedException {
    run(0, WARM_UP, this::fetch);
    return run(WARM_UP, count, this::fetch);
  }

  private void fetch(LightClient client, int number) throws IOException {
    String items = Pep.items(Namespaces.OMEMO_2_BUNDLES);
    if (!PREKEY.matcher(client.ask("get", account(number).toString(), items)).find()) {
      throw new IOException("a fetch got no bundle");
    }
  }

  private BareJid account(int number) {
    return new BareJid(target(number % targets), server.domain());
  }

  private interface Step {
    void run(LightClient client, int number) throws IOException;
  }

  /** Counts on from the first number: all targets have their turn equally often, but for one. */
  private Pace run(int first, int count, Step step) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    long[] nanos = new long[count];
    List<Callable<Boolean>> all = new ArrayList<>();
    for (LightClient each : clients) {
      all.add(
          () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              long start = System.nanoTime();
              step.run(each, first + i);
              nanos[i] = System.nanoTime() - start;
            }
            return true;
          });
    }
    long start = System.nanoTime();
    together(all);
    return Pace.of(nanos, System.nanoTime() - start);
  }

  /** Runs these at one time, and fails when one does. */
  static <T> List<T> together(List<Callable<T>> tasks) throws IOException, InterruptedException {
    return together(tasks, tasks.size());
  }

  /** Runs these, so many at one time, and fails when one does. */
  static <T> List<T> together(List<Callable<T>> tasks, int atOnce)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<T> out = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        out.add(each.get());
      }
      return out;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }
}
