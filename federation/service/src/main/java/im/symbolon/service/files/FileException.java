package im.symbolon.service.files;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A slot or an upload that is not granted. Nothing was changed. */
public final class FileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Larger than any file may be. */
    TOO_LARGE,
    /** The account has used up what it may use; see {@link FileException#retry}. */
    QUOTA,
    /** There is no such slot, or it is over. */
    NO_SUCH_SLOT,
    /** The slot was used, or is being used. */
    USED,
    /** The upload is shorter or longer than the slot. */
    OTHER_SIZE,
    /** The upload says to be of another type than the slot. */
    OTHER_TYPE,
    /** The database did not answer as it should. */
    UNAVAILABLE
  }

  private final Reason reason;
  private final transient Instant retry;

  FileException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
    this.retry = null;
  }

  private FileException(String message, Instant retry) {
    super(message);
    this.reason = Reason.QUOTA;
    this.retry = retry;
  }

  FileException(String message, Throwable cause) {
    super(message, cause);
    this.reason = Reason.UNAVAILABLE;
    this.retry = null;
  }

  /** A quota is used up; {@code retry} is when there will be room again. */
  static FileException quota(String message, Instant retry) {
    return new FileException(message, retry);
  }

  public Reason reason() {
    return reason;
  }

  /** When it is worth to ask again. */
  public Optional<Instant> retry() {
    return Optional.ofNullable(retry);
  }
}
