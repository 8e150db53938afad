package im.symbolon.messenger.xmpp.rooms;

import java.util.Locale;
import java.util.Optional;

/**
 * What an account is to a room for good (XEP-0045 §5.2), as the room's server says. Ascending: each
 * may do what those before it may.
 */
public enum Affiliation {
  /** Banned. */
  OUTCAST,
  NONE,
  MEMBER,
  ADMIN,
  OWNER;

  /** Empty for a word that no room uses. */
  public static Optional<Affiliation> of(String word) {
    for (Affiliation each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
