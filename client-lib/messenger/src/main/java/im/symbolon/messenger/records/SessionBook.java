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
 * @param rebuiltAt when we last began a session because a message could not be opened
 */
public record SessionBook(List<Entry> entries, Optional<Instant> rebuiltAt) {
  /** How long an old session still opens messages. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** More are of no use: each needs a key exchange of its own. */
  private static final int MAX_SESSIONS = 8;

  static final SessionBook EMPTY = new SessionBook(List.of(), Optional.empty());

  public SessionBook {
    entries = List.copyOf(entries);
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
    return new SessionBook(all, rebuiltAt);
  }

  /** After the session at {@code index} opened a message: it becomes the active one. */
  public SessionBook received(int index, Session next, Instant now) {
    List<Entry> all = new ArrayList<>(entries);
    all.remove(index);
    return new SessionBook(all, rebuiltAt).begun(next, now);
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
    return new SessionBook(all, rebuiltAt);
  }

  public SessionBook rebuilt(Instant now) {
    return new SessionBook(entries, Optional.of(now));
  }

  @Override
  public String toString() {
    return "SessionBook of " + entries.size();
  }
}
