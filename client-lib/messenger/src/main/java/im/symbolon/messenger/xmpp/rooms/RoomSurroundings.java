package im.symbolon.messenger.xmpp.rooms;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Time, luck and threads for rooms.
 *
 * @param timer waits; not closed with the rooms
 * @param worker does what waits for answers, one after another; not closed with the rooms
 */
public record RoomSurroundings(
    Clock clock,
    SecureRandom random,
    ScheduledExecutorService timer,
    Executor worker,
    RoomPatience patience) {

  /** An id that nobody can guess. */
  public String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
