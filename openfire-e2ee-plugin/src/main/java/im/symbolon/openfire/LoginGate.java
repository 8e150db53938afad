package im.symbolon.openfire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Keeps the host's delivery at login and ours apart, so that no stored message is sent by both.
 *
 * <p>The host announces a session on the thread that then reads the store for it: until that
 * session counts as initialized, nobody {@linkplain #enter enters} for its user, and whoever is
 * inside is waited for. Knows the logins of this server only, not those of other cluster nodes.
 */
final class LoginGate {
  /** A login that never ends its delivery (the host failed in it) is forgotten after this. */
  static final Duration LONGEST_LOGIN = Duration.ofSeconds(30);

  /** What a session that is gone again may still be doing with the store. */
  static final Duration AFTER_LEAVING = Duration.ofSeconds(2);

  /** No login waits longer for us, even when the database hangs. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private record Login(BooleanSupplier done, Instant forgotten) {}

  private final Clock clock;
  private final Map<String, Map<Object, Login>> logins = new HashMap<>();
  private String inside;

  LoginGate(Clock clock) {
    this.clock = clock;
  }

  /**
   * A session is about to get its user's stored messages; returns when nobody else gives them out.
   *
   * @param done true from when it has them
   */
  synchronized void arrives(String user, Object session, BooleanSupplier done) {
    Login login = new Login(done, clock.instant().plus(LONGEST_LOGIN));
    logins.computeIfAbsent(user, name -> new HashMap<>()).put(session, login);
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      while (user.equals(inside) && System.nanoTime() < end) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The session is no longer present, and its user's messages may be with it still. */
  synchronized void leaves(String user, Object session) {
    Map<Object, Login> ofUser = logins.get(user);
    if (ofUser != null) {
      Instant forgotten = clock.instant().plus(AFTER_LEAVING);
      ofUser.computeIfPresent(session, (same, login) -> new Login(login.done(), forgotten));
    }
  }

  /** True when no login of the user is under way; then {@link #exit()} must follow. */
  synchronized boolean enter(String user) {
    Map<Object, Login> ofUser = logins.get(user);
    if (ofUser != null) {
      Instant now = clock.instant();
      ofUser
          .values()
          .removeIf(login -> login.done().getAsBoolean() || login.forgotten().isBefore(now));
      if (!ofUser.isEmpty()) {
        return false;
      }
      logins.remove(user);
    }
    inside = user;
    return true;
  }

  synchronized void exit() {
    inside = null;
    notifyAll();
  }
}
