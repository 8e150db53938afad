package im.symbolon.messenger.store;

import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The store could not do it, and changed nothing. The message is one sentence for the user; it
 * holds no keys, values or names.
 */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was wrong; each one asks for a different reaction. */
  public enum Reason {
    /** The passphrase, or the platform's key, does not fit this store. Ask again. */
    WRONG_KEY,
    /** Another process, or another part of this one, has the store open. */
    IN_USE,
    /** The file is something else; it was left as it is. */
    NOT_A_STORE,
    /** Written by a newer release; it was left as it is. */
    NEWER_SCHEMA,
    /** The database file is broken. Its last backup, or a new device, is what remains. */
    DAMAGED,
    /** Rows were changed, removed, swapped or partly restored behind the store's back. */
    TAMPERED,
    /** A value beyond {@link Rows#MAX_VALUE_BYTES}. */
    TOO_LARGE,
    /** The disk is full, gone or not writable. */
    IO,
    /** The store was closed before. */
    CLOSED
  }

  private final Reason reason;

  public StoreException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public StoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }

  /** Notes it, for whoever works in the background; that the store was closed is no failure. */
  public void logTo(Logger log) {
    if (reason != Reason.CLOSED) {
      log.log(Level.SEVERE, "the store failed: {0}", reason);
    }
  }
}
