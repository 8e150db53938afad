package im.symbolon.openfire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jivesoftware.openfire.OfflineMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.Message;

/**
 * Delivers what was stored for a user who is there.
 *
 * <p>Openfire decides that a user is away, stores the message, and meanwhile the user comes and has
 * got all that was stored before: the message stays until the next login, hours later. Or it is
 * stored between the moments when the host reads the store and empties it, and is lost. Here a user
 * is looked after whenever a message was stored or a session became present, and the host does not
 * empty the store.
 *
 * <p>Messages are given to one session, oldest first, each removed after it was given: a crash in
 * between repeats it, and loses nothing. A user who left meanwhile keeps the rest in the store.
 */
final class OfflineRepair {
  /** How long a user is left alone first: most logins are over then. */
  static final Duration DELAY = Duration.ofMillis(100);

  /**
   * Messages are removed by their millisecond, in which another may still be on its way into the
   * database; one that is older than this gets no more company.
   */
  static final Duration SETTLED = Duration.ofMillis(300);

  private static final Logger LOG = LoggerFactory.getLogger(OfflineRepair.class);

  private final OfflineHost host;
  private final LoginGate gate;
  private final Consumer<Runnable> later;
  private final Clock clock;
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();

  /**
   * Builds the repair.
   *
   * @param later runs a task once, after {@link #DELAY}, never two at a time
   */
  OfflineRepair(OfflineHost host, LoginGate gate, Consumer<Runnable> later, Clock clock) {
    this.host = host;
    this.gate = gate;
    this.later = later;
    this.clock = clock;
  }

  /** Looks after a user soon; returns at once. */
  void check(String user) {
    if (awaited.add(user)) {
      later.accept(() -> look(user));
    }
  }

  private void look(String user) {
    awaited.remove(user); // what is stored from here on is looked for again
    try {
      if (!deliver(user)) {
        check(user);
      }
    } catch (RuntimeException e) {
      LOG.warn("Messages stored for {} may wait for the next login", user, e);
    }
  }

  /** False when something must be looked at again. */
  private boolean deliver(String user) {
    if (!gate.enter(user)) {
      return false;
    }
    try {
      return host.receiver(user).isEmpty() || deliver(user, () -> host.receiver(user));
    } finally {
      gate.exit();
    }
  }

  /**
   * Gives a session that logs in what lies there, in the host's place. The host removes all that is
   * stored after it has read it, and with it what was stored in between, which nobody gets.
   */
  void login(String user, Consumer<Message> session) {
    try {
      deliver(user, () -> Optional.of(session));
    } catch (RuntimeException e) {
      LOG.warn("Messages stored for {} wait", user, e);
    }
  }

  private boolean deliver(String user, Supplier<Optional<Consumer<Message>>> to) {
    for (Map.Entry<Instant, List<OfflineMessage>> each : byTime(host.stored(user)).entrySet()) {
      if (!isSettled(each.getKey())) {
        return false;
      }
      Optional<Consumer<Message>> receiver = to.get();
      if (receiver.isEmpty()) {
        return true; // the next login gets them
      }
      each.getValue().forEach(receiver.get());
      host.delete(user, each.getKey());
    }
    return true;
  }

  private static Map<Instant, List<OfflineMessage>> byTime(List<OfflineMessage> messages) {
    return messages.stream()
        .collect(
            Collectors.groupingBy(
                message -> message.getCreationDate().toInstant(),
                TreeMap::new,
                Collectors.toList()));
  }

  /** A time to come is one from before the clock was set back. */
  private boolean isSettled(Instant stored) {
    return Duration.between(stored, clock.instant()).abs().compareTo(SETTLED) > 0;
  }
}
