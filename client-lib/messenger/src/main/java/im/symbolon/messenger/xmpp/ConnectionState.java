package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import java.time.Duration;
import java.util.Optional;

/** Whether the server can be spoken to. */
public sealed interface ConnectionState {
  /**
   * Not connected.
   *
   * @param reason why; empty before the first attempt and after {@link XmppTransport#close()}
   * @param sentence the same for the user, empty when there is no reason
   * @param retryIn when the next attempt is made; empty when none will be made
   */
  record Offline(Optional<Reason> reason, String sentence, Optional<Duration> retryIn)
      implements ConnectionState {
    static final Offline IDLE = new Offline(Optional.empty(), "", Optional.empty());
  }

  /** An attempt is under way. */
  record Connecting() implements ConnectionState {}

  /**
   * Connected and logged in.
   *
   * @param resumed true when the earlier stream went on (XEP-0198), so that nothing was lost and no
   *     state on the server was
   */
  record Online(boolean resumed) implements ConnectionState {}

  default boolean isOnline() {
    return this instanceof Online;
  }
}
