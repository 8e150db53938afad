package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;

/**
 * One device's connection to its account's server. Thread-safe. TLS is always required, the
 * server's certificate and name are checked, and the password is never sent (SCRAM only).
 */
public interface XmppTransport extends RoomChannel, AutoCloseable {
  /**
   * Makes the account on its server (XEP-0077), over a connection of its own.
   *
   * @throws TransportException ACCOUNT_EXISTS, REGISTRATION_REFUSED, and all of {@link #connect}
   */
  void register(Password password) throws TransportException;

  /**
   * The same for somebody who was invited (XEP-0445), also where nobody else may.
   *
   * @param invitation the token of the invitation
   * @throws TransportException INVITATION_REFUSED, and all of {@link #register(Password)}
   */
  default void register(Password password, String invitation) throws TransportException {
    throw new TransportException(
        TransportException.Reason.INVITATION_REFUSED, "This connection takes no invitations.");
  }

  /**
   * Connects and logs in, once. When it succeeds, the connection is kept up until {@link #close()}:
   * a lost one is resumed or made anew with growing pauses. When it fails, nothing goes on.
   *
   * @throws TransportException WRONG_PASSWORD, NO_NETWORK, HOST_UNKNOWN, UNTRUSTED_CERTIFICATE,
   *     TLS_UNAVAILABLE, TIMEOUT, PROTOCOL
   */
  void connect(Password password) throws TransportException;

  /**
   * Keeps trying to connect in the background, also when the first attempt fails for a reason that
   * may pass. Failures are told as {@link ConnectionState.Offline}.
   */
  void keepConnected(Password password);

  /** Ends a pause between attempts: tries at once, such as when the network came back. */
  void retryNow();

  ConnectionState state();

  /** Whether that contact is there, as their server told on this stream. */
  default Presence presence(BareJid contact) {
    return Presence.UNKNOWN;
  }

  /** Logs out. Messages not yet acknowledged are reported as dropped. Does not throw. */
  @Override
  void close();
}
