package im.symbolon.ratchet.backup;

import java.util.Objects;

/** A backup cannot be read. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for something else from the person. */
  public enum Reason {
    /** It does not begin like one. Choose another file. */
    NOT_A_BACKUP,
    /** Written by a newer version. Update. */
    NEWER_VERSION,
    /** The recovery key is of another backup. Look for the right one. */
    WRONG_KEY,
    /** The end is missing. Copy the file again. */
    TRUNCATED,
    /** Something in it was changed. Use another copy. */
    DAMAGED
  }

  private final Reason reason;

  public BackupException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
