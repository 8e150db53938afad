package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One room that we want to be in, and how far we are. Holds state only; {@link Keeper} acts. All
 * that it believes comes from the room's server.
 */
final class Room {
  /** Names tried, each with another number behind it. */
  private static final int MAX_NICKS = 5;

  /** Characters of the wanted name that always leave place for a number. */
  private static final int MAX_START = 500;

  private enum Phase {
    OUTSIDE,
    ENTERING,
    INSIDE
  }

  private final BareJid address;
  private final Nick wanted;
  private final Occupants occupants = new Occupants();
  private final SentIds sent = new SentIds();
  private Phase phase = Phase.OUTSIDE;
  private Nick nick;
  private int conflicts;
  private int failures;
  private final AtomicLong attempts;
  private long attempt;
  private long stream = -1;
  private Instant heard = Instant.EPOCH;
  private Optional<RoomSubject> subject = Optional.empty();
  private Optional<String> avatar = Optional.empty();

  /**
   * @param attempts counts those of all rooms, so that no two have the same number
   */
  Room(BareJid address, Nick wanted, AtomicLong attempts) {
    this.address = address;
    this.wanted = wanted;
    this.attempts = attempts;
    this.nick = wanted;
  }

  BareJid address() {
    return address;
  }

  SentIds sent() {
    return sent;
  }

  // Going in

  /** A new attempt on that stream; its number tells whether it is still the one that counts. */
  synchronized long entering(long onStream) {
    phase = Phase.ENTERING;
    stream = onStream;
    occupants.clear();
    attempt = attempts.incrementAndGet();
    return attempt;
  }

  /** Whether that attempt has not come to anything yet. */
  synchronized boolean isWaiting(long forAttempt) {
    return phase == Phase.ENTERING && attempt == forAttempt;
  }

  /** Not in, for now. Returns how often that was so since we were in last, from 0. */
  synchronized int outside() {
    phase = Phase.OUTSIDE;
    attempt = attempts.incrementAndGet();
    occupants.clear();
    return failures++;
  }

  synchronized long attempt() {
    return attempt;
  }

  /** Chooses another name; false when enough were tried. */
  synchronized boolean takeNextNick() {
    conflicts++;
    int points = wanted.text().codePointCount(0, wanted.text().length());
    int end = wanted.text().offsetByCodePoints(0, Math.min(points, MAX_START));
    String start = wanted.text().substring(0, end);
    nick = new Nick(start + " " + (conflicts + 1));
    return conflicts < MAX_NICKS;
  }

  // Being there

  synchronized Nick nick() {
    return nick;
  }

  /** On this stream; what was so on an earlier one is over. */
  synchronized boolean isInside(long onStream) {
    return phase == Phase.INSIDE && stream == onStream;
  }

  synchronized boolean isBusy(long onStream) {
    return phase != Phase.OUTSIDE && stream == onStream;
  }

  synchronized void heard(Instant now) {
    heard = now;
  }

  synchronized boolean isSilentSince(Instant moment) {
    return !heard.isAfter(moment);
  }

  synchronized List<ClaimedOccupant> occupants() {
    return occupants.all();
  }

  synchronized Optional<ClaimedOccupant> occupant(Nick of) {
    return occupants.find(of);
  }

  synchronized Optional<RoomSubject> subject() {
    return subject;
  }

  synchronized void subject(RoomSubject now) {
    subject = Optional.of(now);
  }

  synchronized Optional<String> avatar() {
    return avatar;
  }

  // What the room says

  synchronized Turn take(RoomPresence presence) {
    if (phase == Phase.OUTSIDE) {
      return new Turn.Nothing();
    }
    if (presence.refusal().isPresent()) {
      boolean ours = !presence.nick().isPresent() || presence.nick().get().equals(nick);
      boolean refused = phase == Phase.ENTERING && ours;
      return refused ? new Turn.Refused(presence.refusal().get()) : new Turn.Nothing();
    } else if (!presence.nick().isPresent()) {
      return portrayed(presence);
    } else if (presence.isGone()) {
      return gone(presence);
    }
    return presence.isThere() ? there(presence) : new Turn.Nothing();
  }

  private Turn portrayed(RoomPresence presence) {
    Optional<String> now = presence.stanza().avatar();
    boolean changed = presence.isThere() && now.isPresent() && !now.equals(avatar);
    if (!changed) {
      return new Turn.Nothing();
    }
    avatar = now;
    return new Turn.Portrayed();
  }

  private Turn there(RoomPresence presence) {
    ClaimedOccupant now = presence.occupant();
    Optional<ClaimedOccupant> before = occupants.put(now);
    if (presence.says(RoomPresence.SELF) && phase == Phase.ENTERING) {
      phase = Phase.INSIDE;
      nick = now.nick();
      conflicts = 0;
      failures = 0;
      return new Turn.Entered(presence.says(RoomPresence.MADE));
    }
    return new Turn.Changed(before.filter(b -> b.affiliation() != now.affiliation()).isPresent());
  }

  private Turn gone(RoomPresence presence) {
    Nick whose = presence.nick().get();
    boolean ours = whose.equals(nick) || presence.says(RoomPresence.SELF);
    if (presence.says(RoomPresence.RENAMED) && presence.newNick().isPresent()) {
      occupants.rename(whose, presence.newNick().get());
      nick = ours ? presence.newNick().get() : nick;
      return new Turn.Changed(false);
    } else if (!ours) {
      occupants.remove(whose);
      boolean removed =
          presence.says(RoomPresence.BANNED) || presence.says(RoomPresence.NOT_AFFILIATED);
      return new Turn.Changed(removed);
    } else if (presence.isOfAnotherDevice()) {
      return new Turn.Nothing();
    }
    Departure why = presence.departure();
    // While entering this may be the echo of leaving before; a real end says what it is.
    boolean echo = phase == Phase.ENTERING && why.reason() == Departure.Reason.FELL_OUT;
    return echo ? new Turn.Nothing() : new Turn.Left(why);
  }
}
