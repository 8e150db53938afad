package im.symbolon.ratchet.media;

import java.util.Objects;

/** A sealed file is not what the message said. Nothing of it was shown. */
public final class MediaException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for another reaction. */
  public enum Reason {
    /** Fewer bytes than there should be. What is missing may still come. */
    TOO_SHORT,
    /** More bytes than there should be. */
    TOO_LONG,
    /** Another file, or one that was changed. */
    NOT_AUTHENTIC
  }

  private final Reason reason;

  MediaException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
