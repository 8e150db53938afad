package im.symbolon.ratchet.linking;

import java.util.Objects;

/** A device is not linked, and nothing was changed. */
public final class LinkingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; each one asks for something else from the person. */
  public enum Reason {
    /** Neither a typed code nor the text of a QR code. Type or scan again. */
    NO_CODE,
    /** It belongs to no device that waits, or to another than what came. Compare and try again. */
    WRONG_CODE,
    /** The QR code of a device of somebody else. */
    OTHER_ACCOUNT,
    /** Five minutes are over. Show a new code. */
    EXPIRED,
    /** It has linked a device already. Show a new code. */
    USED,
    /** The other device runs a newer version. Update this one. */
    NEWER_VERSION,
    /** This device is linked already, was removed, or does not know yet. No code is shown. */
    NOT_WAITING
  }

  private final Reason reason;

  public LinkingException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
