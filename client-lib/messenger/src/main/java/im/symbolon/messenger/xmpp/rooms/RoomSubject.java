package im.symbolon.messenger.xmpp.rooms;

import java.util.Optional;

/**
 * What a room says that it is about. The room's server can read and change it.
 *
 * @param text at most {@value #MAX} characters; empty for none
 * @param by the name of who set it; empty when the room does not say
 */
public record RoomSubject(String text, Optional<Nick> by) {
  static final int MAX = 4_000;

  public RoomSubject {
    text = text.substring(0, Math.min(text.length(), MAX));
  }
}
