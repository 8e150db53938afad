package im.symbolon.protocol.delivery;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Numbers;

/** Why a message was not read: coarse, so that nobody learns more than he must (REVIEW 27). */
public enum FailureReason {
  /** The receiver has no session, or no keys, that could open it. */
  NO_SESSION(1),
  /** It is not authentic, or too many messages before it are missing. */
  NOT_OPENED(2),
  /** It was not encrypted for the receiver. */
  NOT_FOR_ME(3);

  private final int number;

  FailureReason(int number) {
    this.number = number;
  }

  /** As it is written, and stored. */
  public int number() {
    return number;
  }

  /**
   * The reason with that number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static FailureReason of(int number) {
    for (FailureReason each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown reason");
  }

  static FailureReason parse(String text) throws ProtocolException {
    long number = Numbers.parse(text, values().length);
    if (number == 0) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "unknown reason");
    }
    return of((int) number);
  }
}
