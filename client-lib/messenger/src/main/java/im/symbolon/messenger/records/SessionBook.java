package im.symbolon.messenger.records;

import im.symbolon.ratchet.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All sessions with one device in one version of OMEMO, the one to send on first. A new session
 * stands beside the old ones, which still open what was sent on them; sending goes on the one that
 * last received.
 *
 * @param renewalDue somebody asked for a new session, which has not begun yet
 */
public record SessionBook(List<Entry> entries, boolean renewalDue) {
  /** How long an old session still opens messages. */
  public static final Duration KEPT = Duration.ofDays(30);

  /**
   * More are of no use: each needs a key exchange of its own. With all their skipped keys this many
   * fit into one row.
   */
  private static final int MAX_SESSIONS = 5;

  static final SessionBook EMPTY = new SessionBook(List.of(), false);

  public SessionBook {
    entries = List.copyOf(entries);
  }

  /** One session, and when it last opened a message or was begun. */
  public record Entry(Session session, Instant lastReceived) {}

  /** The session to send on; none when a new one is to begin. */
  public Optional<Session> active() {
    return renewalDue ? Optional.empty() : newest();
  }

  /** The session that last received, also when a new one is to begin. */
  public Optional<Session> newest() {
    return entries.stream().map(Entry::session).findFirst();
  }

  /** After a message was sealed on the newest session. */
  public SessionBook sent(Session next) {
    List<Entry> all = new ArrayList<>(entries);
    all.set(0, new Entry(next, all.get(0).lastReceived()));
    return new SessionBook(all, renewalDue);
  }

  /** After the session at {@code index} opened a message: it becomes the newest. */
  public SessionBook received(int index, Session next, Instant now) {
    List<Entry> all = new ArrayList<>(entries);
    all.remove(index);
    return new SessionBook(with(next, all, now), renewalDue);
  }

  /** With a new session, which becomes the active one; the old ones are kept for a while. */
  public SessionBook begun(Session session, Instant now) {
    return new SessionBook(with(session, entries, now), false);
  }

  /** The next message begins a new session. */
  public SessionBook renewed() {
    return new SessionBook(entries, !entries.isEmpty());
  }

  private static List<Entry> with(Session first, List<Entry> others, Instant now) {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(first, now));
    for (Entry entry : others) {
      if (all.size() < MAX_SESSIONS && entry.lastReceived().plus(KEPT).isAfter(now)) {
        all.add(entry);
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return "SessionBook of " + entries.size();
  }
}
