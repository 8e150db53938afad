package im.symbolon.messenger.chat;

/** How far a message has come. */
public enum DeliveryState {
  /** Stored here; it will be sent when that is possible, also after a restart. */
  QUEUED(1),
  /** The own server has taken it over (XEP-0198). */
  SENT(2),
  /** A device of the recipient has decrypted it and said so (XEP-0184, end-to-end encrypted). */
  DELIVERED(3),
  /** It came from somebody else. */
  RECEIVED(4),
  /** The server refused it for good; the note says why. */
  FAILED(5);

  private final int number;

  DeliveryState(int number) {
    this.number = number;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** The state with that number. */
  public static DeliveryState of(int number) {
    for (DeliveryState each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown delivery state");
  }

  /** True when a message may move from here to there: a late acknowledgement takes nothing back. */
  public boolean mayBecome(DeliveryState next) {
    return switch (this) {
      case QUEUED -> next == SENT || next == DELIVERED || next == FAILED;
      case SENT -> next == DELIVERED || next == FAILED;
      case FAILED -> next == DELIVERED;
      case DELIVERED, RECEIVED -> false;
    };
  }
}
