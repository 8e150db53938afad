package im.symbolon.messenger.xmpp;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The server could not be asked, or said no. The message is one sentence for the user. */
public final class TransportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong; each one asks for a different reaction. */
  public enum Reason {
    /** The server refused the name or the password. Final: no reconnecting. */
    WRONG_PASSWORD(true),
    /** Registration: the name is taken. */
    ACCOUNT_EXISTS(true),
    /** The server refuses to register accounts. */
    REGISTRATION_REFUSED(true),
    /** The server does not take this invitation, or no more. */
    INVITATION_REFUSED(true),
    /** The certificate is not from a trusted authority, or not for this domain. Final. */
    UNTRUSTED_CERTIFICATE(true),
    /** The server offers no TLS, or no login method that keeps the password secret. Final. */
    TLS_UNAVAILABLE(true),
    /** No server is known under that domain. */
    HOST_UNKNOWN(false),
    /** The server's machine cannot be reached, or the connection broke. */
    NO_NETWORK(false),
    /** No answer in time. */
    TIMEOUT(false),
    /** There is no connection now. */
    NOT_CONNECTED(false),
    /** Another device took this one's place (same resource), or the server ended the session. */
    SESSION_ENDED(false),
    /** The sink could not store a message; the connection was given up so that it comes again. */
    NOT_STORED(false),
    /** The server has nothing like that, or not for us. */
    NOT_OFFERED(false),
    /** The asked entity answered with an error; see {@link #stanzaError()}. */
    STANZA_ERROR(false),
    /** The peer does not keep the protocol. */
    PROTOCOL(false);

    private final boolean isFinal;

    Reason(boolean isFinal) {
      this.isFinal = isFinal;
    }

    /** True when trying again unchanged cannot help. */
    public boolean isFinal() {
      return isFinal;
    }
  }

  private static final Set<String> PASSING =
      Set.of("internal-server-error", "resource-constraint", "remote-server-timeout");

  private final Reason reason;
  private final transient StanzaError stanzaError;

  public TransportException(Reason reason, String message) {
    this(reason, message, null);
  }

  public TransportException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
    this.stanzaError = null;
  }

  /** An error answer. */
  public TransportException(StanzaError error) {
    super("The server answered with an error: " + error.condition() + ".");
    this.reason = Reason.STANZA_ERROR;
    this.stanzaError = error;
  }

  public Reason reason() {
    return reason;
  }

  /** Present exactly when the reason is {@link Reason#STANZA_ERROR}. */
  public Optional<StanzaError> stanzaError() {
    return Optional.ofNullable(stanzaError);
  }

  /** True when this is an error answer with that condition, such as {@code item-not-found}. */
  public boolean isStanzaError(String condition) {
    return stanzaError != null && stanzaError.condition().equals(condition);
  }

  /** True when it says nothing about the next try; other refusals stand as long as the stream. */
  public boolean isPassing() {
    return stanzaError == null || PASSING.contains(stanzaError.condition());
  }
}
