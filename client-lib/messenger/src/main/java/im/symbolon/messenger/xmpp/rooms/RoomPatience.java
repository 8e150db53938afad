package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait for rooms.
 *
 * @param toEnter after so long without being let in or refused, entering is tried again
 * @param silence after so long without a word, a room is asked whether we are still in it
 * @param pauses between attempts to enter
 */
public record RoomPatience(Duration toEnter, Duration silence, Backoff pauses) {
  /** What XEP-0410 §3 advises; big rooms on slow servers take their time. */
  public static final RoomPatience DEFAULT =
      new RoomPatience(Duration.ofSeconds(60), Duration.ofMinutes(15), Backoff.DEFAULT);

  public RoomPatience {
    Objects.requireNonNull(toEnter);
    Objects.requireNonNull(pauses);
    if (silence.toMillis() < 2) {
      throw new IllegalArgumentException("a room needs time to say something");
    }
  }
}
