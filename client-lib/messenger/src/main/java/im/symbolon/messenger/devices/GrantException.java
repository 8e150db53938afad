package im.symbolon.messenger.devices;

import java.util.Objects;

/** A grant was not taken, or nothing can be granted. Nothing has changed. */
public final class GrantException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for a different reaction. */
  public enum Reason {
    /** It is of another account, or its parts do not belong together. Refuse. */
    NOT_VALID,
    /** This device was removed from that account; it needs a new identity first. */
    REMOVED,
    /** This device is a member already. */
    ALREADY_LINKED,
    /** This device cannot make others members: it is none itself, or its list key was revoked. */
    CANNOT_GRANT
  }

  private final Reason reason;

  public GrantException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
