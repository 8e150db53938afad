package im.symbolon.protocol;

import java.util.Objects;

/** Something received does not keep the contract. Nothing was changed because of it. */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What was wrong; each one asks for a different reaction. */
  public enum Reason {
    /** Not of the required shape: missing parts, wrong length, invalid base64 or encoding. */
    MALFORMED,
    /** Larger, deeper or more numerous than the limits allow. */
    OVERSIZED,
    /** A number outside of its range, such as a device id of zero. */
    OUT_OF_RANGE,
    /** A public key that must not be used: not canonical, or of small order. */
    WEAK_KEY,
    /** A signature that does not verify. */
    BAD_SIGNATURE,
    /** A version, pool or suite that this code does not know. */
    UNKNOWN_VERSION,
    /** Addressed to, or claimed to come from, somebody else. */
    WRONG_ADDRESS
  }

  private final Reason reason;

  public ProtocolException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public ProtocolException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
