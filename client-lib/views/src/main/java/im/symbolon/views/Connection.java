package im.symbolon.views;

import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.TransportException;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether the server can be spoken to, for the banner that says so.
 *
 * @param why it cannot, when that is known
 */
public record Connection(Kind kind, Optional<Problem> why) {
  /** How it is. */
  public enum Kind {
    ONLINE,
    CONNECTING,
    /** It is tried again by itself. */
    OFFLINE,
    /** It is not tried again before a person changes something. */
    REFUSED
  }

  public Connection {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(why);
  }

  static Connection of(ConnectionState state, String domain) {
    if (state.isOnline()) {
      return new Connection(Kind.ONLINE, Optional.empty());
    }
    if (!(state instanceof ConnectionState.Offline offline)) {
      return new Connection(Kind.CONNECTING, Optional.empty());
    }
    boolean isFinal = offline.reason().filter(TransportException.Reason::isFinal).isPresent();
    return new Connection(
        isFinal ? Kind.REFUSED : Kind.OFFLINE,
        offline.reason().map(r -> Problem.of("transport." + Problem.lower(r), domain)));
  }
}
