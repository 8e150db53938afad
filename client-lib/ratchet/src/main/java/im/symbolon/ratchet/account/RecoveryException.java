package im.symbolon.ratchet.account;

import java.util.Objects;

/** A recovery key, or what it should open, was refused. Nothing has changed. */
public final class RecoveryException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for a different reaction. */
  public enum Reason {
    /** Not a recovery key as one was ever shown: look at it again, a character is wrong. */
    TYPO,
    /** A recovery key, but of something else: look for the right one. */
    WRONG_KEY,
    /** The key is right; what it should open is broken, or not of this account. */
    DAMAGED,
    /** Made by a newer version of this software. */
    NEWER_VERSION
  }

  private final Reason reason;

  public RecoveryException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
