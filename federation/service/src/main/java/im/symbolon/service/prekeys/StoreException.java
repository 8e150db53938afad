package im.symbolon.service.prekeys;

import java.util.Objects;

/** The store refused. Nothing was changed. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It contradicts what is stored: an id that names another key, another identity key. */
    CONFLICT,
    /** More keys or devices than the limits allow. */
    TOO_MUCH,
    /** The database did not answer as it should. */
    UNAVAILABLE
  }

  private final Reason reason;

  /** Refused for a reason that the requester may read. */
  public StoreException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  /** UNAVAILABLE, because of what the log tells. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.UNAVAILABLE;
  }

  public Reason reason() {
    return reason;
  }
}
