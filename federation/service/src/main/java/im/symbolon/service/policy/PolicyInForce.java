package im.symbolon.service.policy;

import im.symbolon.service.policy.PolicyStore.Stored;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy for the stanza path, which must not wait for a database: a change made on any node
 * holds here within {@link #DELAY}. When the database goes away, the last one known stays in force.
 */
public final class PolicyInForce implements Supplier<Stored> {
  /** How old what is known may be. */
  public static final Duration DELAY = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(PolicyInForce.class);

  private final PolicyStore store;
  private final Executor worker;
  private final Clock clock;
  private final AtomicReference<Instant> asked = new AtomicReference<>();
  private volatile Stored policy;

  /**
   * Reads it for the first time, and fails when that fails: nothing passes unjudged at the start.
   *
   * @param worker one other thread
   */
  public PolicyInForce(PolicyStore store, Executor worker, Clock clock) throws SQLException {
    this.store = Objects.requireNonNull(store);
    this.worker = Objects.requireNonNull(worker);
    this.clock = Objects.requireNonNull(clock);
    this.policy = store.load();
    this.asked.set(clock.instant());
  }

  @Override
  public Stored get() {
    Instant before = asked.get();
    Instant now = clock.instant();
    boolean old = Duration.between(before, now).abs().compareTo(DELAY) >= 0;
    if (old && asked.compareAndSet(before, now)) {
      worker.execute(this::refresh);
    }
    return policy;
  }

  /** The one in the database, which is in force here, too, from now on. */
  public Stored latest() throws SQLException {
    Stored now = store.load();
    policy = now;
    return now;
  }

  /**
   * Puts another one in force, unless it was changed since; here at once.
   *
   * @param known the version that the change was made to
   * @return false when it was changed by somebody else; then nothing was stored
   */
  public boolean replace(Policy next, long known) throws SQLException {
    boolean stored = store.save(next, known);
    refresh();
    return stored;
  }

  /** Reads it now. */
  public void refresh() {
    try {
      policy = store.load();
    } catch (SQLException | IllegalArgumentException e) {
      LOG.warn("The policy could not be read; the last one stays in force", e);
    }
  }
}
