package im.symbolon.ratchet;

import java.util.Objects;

/** A message or key exchange was refused. No state has changed. */
public final class RatchetException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for a different reaction. */
  public enum Reason {
    /** Not of the required shape. Refuse. */
    MALFORMED,
    /** The authentication tag is wrong, or the sender is not who the session says. Refuse. */
    NOT_AUTHENTIC,
    /** Its key was used before. Drop silently. */
    ALREADY_RECEIVED,
    /**
     * More than the allowed number of messages is missing before it, or so many were missing that
     * its key was dropped. Ask for a resend, in a new session when it happens again: a chain that
     * jumped too far cannot be followed any more.
     */
    TOO_FAR_AHEAD,
    /** No session can open it, or the prekey it names is not (or no longer) there. */
    NO_SESSION,
    /** A key exchange without a one-time prekey; OMEMO forbids it (XEP-0384 §4.3). Refuse. */
    NO_PREKEY,
    /**
     * A group message that its sender did sign, but that does not hold for us: the slot opens not
     * under its chain, or the key in it is not the one that it is committed to. Others may have
     * been shown another content. Refuse, and tell the user.
     */
    CONTRADICTORY
  }

  private final Reason reason;

  public RatchetException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public RatchetException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
