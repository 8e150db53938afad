package im.symbolon.messenger.xmpp;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether somebody is there, as their server tells (RFC 6121 §4.7).
 *
 * @param since when they were last active, or last there; empty when nobody says it
 */
public record Presence(Show show, Optional<Instant> since) {
  /** They do not let us see it. */
  public static final Presence UNKNOWN = new Presence(Show.UNKNOWN, Optional.empty());

  /** How somebody is there. */
  public enum Show {
    /** They do not let us see it, or there is no connection. */
    UNKNOWN,
    OFFLINE,
    AWAY,
    /** Does not want to be disturbed. */
    BUSY,
    ONLINE
  }

  public Presence {
    Objects.requireNonNull(show);
    Objects.requireNonNull(since);
  }
}
