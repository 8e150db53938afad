package im.symbolon.messenger.records;

import im.symbolon.ratchet.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All sessions with one device, the one to send on first. A new session stands beside the old ones,
 * which still open what was sent on them; sending goes on the one that last received.
 *
 * @param rebuilt when we began sessions because a message could not be opened, lately
 */
public record SessionBook(List<Entry> entries, List<Instant> rebuilt) {
  /** How long an old session still opens messages. */
  public static final Duration KEPT = Duration.ofDays(30);

  /**
   * More are of no use: each needs a key exchange of its own. With all their skipped keys this many
   * fit into one row.
   */
  private static final int MAX_SESSIONS = 5;

  private static final Duration REBUILD_PAUSE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int REBUILDS_A_DAY = 3;

  static final SessionBook EMPTY = new SessionBook(List.of(), List.of());

  public SessionBook {
    entries = List.copyOf(entries);
    rebuilt = List.copyOf(rebuilt);
  }

  /** One session, and when it last opened a message or was begun. */
  public record Entry(Session session, Instant lastReceived) {}

  /** The session to send on. */
  public Optional<Session> active() {
    return entries.stream().map(Entry::session).findFirst();
  }

  /** After a message was sealed on the active session. */
  public SessionBook sent(Session next) {
    List<Entry> all = new ArrayList<>(entries);
    all.set(0, new Entry(next, all.get(0).lastReceived()));
    return new SessionBook(all, rebuilt);
  }

  /** After the session at {@code index} opened a message: it becomes the active one. */
  public SessionBook received(int index, Session next, Instant now) {
    List<Entry> all = new ArrayList<>(entries);
    all.remove(index);
    return new SessionBook(all, rebuilt).begun(next, now);
  }

  /** With a new session, which becomes the active one; the old ones are kept for a while. */
  public SessionBook begun(Session session, Instant now) {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(session, now));
    for (Entry entry : entries) {
      if (all.size() < MAX_SESSIONS && entry.lastReceived().plus(KEPT).isAfter(now)) {
        all.add(entry);
      }
    }
    return new SessionBook(all, rebuilt);
  }

  /** True when a session may be begun to replace those that do not open messages any more. */
  public boolean mayRebuild(Instant now) {
    long today = rebuilt.stream().filter(at -> at.plus(DAY).isAfter(now)).count();
    return today < REBUILDS_A_DAY
        && rebuilt.stream().noneMatch(at -> at.plus(REBUILD_PAUSE).isAfter(now));
  }

  /** Remembers that it was done. */
  public SessionBook rebuilt(Instant now) {
    List<Instant> times = new ArrayList<>();
    rebuilt.stream().filter(at -> at.plus(DAY).isAfter(now)).forEach(times::add);
    times.add(now);
    return new SessionBook(entries, times);
  }

  @Override
  public String toString() {
    return "SessionBook of " + entries.size();
  }
}
