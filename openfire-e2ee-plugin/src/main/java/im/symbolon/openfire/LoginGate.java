package im.symbolon.openfire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Knows which users are logging in, so that no stored message is sent twice.
 *
 * <p>The host announces a session on the thread that then counts it as initialized: until it does,
 * nobody {@linkplain #enter enters} for its user, and whoever is inside is waited for. Knows the
 * logins of this server only, not those of other cluster nodes.
 */
final class LoginGate {
  /** A login that never ends its delivery (the host failed in it) is forgotten after this. */
  static final Duration LONGEST_LOGIN = Duration.ofSeconds(30);

  /** What a session that is gone again may still be doing with the store. */
  static final Duration AFTER_LEAVING = Duration.ofSeconds(2);

  /** No login waits longer for us, even when the database hangs. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private record Login(BooleanSupplier done, Runnable end, Instant forgotten) {}

  private final Clock clock;
  private final Map<String, Map<Object, Login>> logins = new HashMap<>();
  private String inside;

  LoginGate(Clock clock) {
    this.clock = clock;
  }

  /**
   * A session logs in; returns when nobody is inside for its user.
   *
   * @param done true from when it has logged in
   * @param end called once when that was noticed, or the session is forgotten
   * @return whether no other session of the user logs in
   */
  synchronized boolean arrives(String user, Object session, BooleanSupplier done, Runnable end) {
    boolean alone = prune(user);
    Login login = new Login(done, end, clock.instant().plus(LONGEST_LOGIN));
    logins.computeIfAbsent(user, name -> new HashMap<>()).put(session, login);
    long latest = System.nanoTime() + LONGEST_WAIT.toNanos();
    try {
      while (user.equals(inside) && System.nanoTime() < latest) {
        wait(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return alone && !user.equals(inside);
  }

  /** Ends what is known of the session's last login. */
  synchronized void forget(String user, Object session) {
    Map<Object, Login> ofUser = logins.get(user);
    Login login = ofUser == null ? null : ofUser.remove(session);
    if (login != null) {
      login.end().run();
    }
  }

  /** The session is no longer present, and its user's messages may be with it still. */
  synchronized void leaves(String user, Object session) {
    Map<Object, Login> ofUser = logins.get(user);
    if (ofUser != null) {
      Instant forgotten = clock.instant().plus(AFTER_LEAVING);
      ofUser.computeIfPresent(
          session, (same, login) -> new Login(login.done(), login.end(), forgotten));
    }
  }

  /** True when no login of the user is under way; then {@link #exit()} must follow. */
  synchronized boolean enter(String user) {
    if (!prune(user)) {
      return false;
    }
    inside = user;
    return true;
  }

  private boolean prune(String user) {
    Map<Object, Login> ofUser = logins.getOrDefault(user, new HashMap<>());
    Instant now = clock.instant();
    ofUser.values().removeIf(login -> isOver(login, now));
    if (ofUser.isEmpty()) {
      logins.remove(user);
    }
    return ofUser.isEmpty();
  }

  private static boolean isOver(Login login, Instant now) {
    boolean over = login.done().getAsBoolean() || login.forgotten().isBefore(now);
    if (over) {
      login.end().run();
    }
    return over;
  }

  /** Ends every login. */
  synchronized void close() {
    logins.values().forEach(ofUser -> ofUser.values().forEach(login -> login.end().run()));
    logins.clear();
  }

  synchronized void exit() {
    inside = null;
    notifyAll();
  }
}
