package im.symbolon.views;

import im.symbolon.messenger.xmpp.Presence;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether somebody is there, as far as they let us see it.
 *
 * @param since when they were last there, or last active; empty when nobody says it
 */
public record There(Kind kind, Optional<Instant> since) {
  /** Nothing is known. */
  public static final There UNKNOWN = new There(Kind.UNKNOWN, Optional.empty());

  /** How. */
  public enum Kind {
    UNKNOWN,
    OFFLINE,
    AWAY,
    BUSY,
    ONLINE
  }

  static There of(Presence presence) {
    return new There(Kind.valueOf(presence.show().name()), presence.since());
  }

  /** The end of a text's key. */
  public String key() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
