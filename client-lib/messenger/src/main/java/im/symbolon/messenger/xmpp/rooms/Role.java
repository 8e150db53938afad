package im.symbolon.messenger.xmpp.rooms;

import java.util.Locale;
import java.util.Optional;

/** What an occupant may do as long as it stays (XEP-0045 §5.1), as the room's server says. */
public enum Role {
  /** Not in the room. */
  NONE,
  /** May read only. */
  VISITOR,
  PARTICIPANT,
  MODERATOR;

  static Optional<Role> of(String word) {
    for (Role each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
