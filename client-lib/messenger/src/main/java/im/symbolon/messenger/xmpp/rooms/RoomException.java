package im.symbolon.messenger.xmpp.rooms;

import java.util.Objects;

/** A room cannot be had as it must be. The message is one sentence for the user. */
public final class RoomException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong; each one asks for a different reaction. */
  public enum Reason {
    /** There is such a room already: choose another address. */
    NAME_TAKEN,
    /** The service does not let us make or change rooms. */
    REFUSED,
    /** The service has no rooms like that: closed, open about who is in, and lasting. */
    NOT_OFFERED,
    /** The service did not answer in time; perhaps later. */
    TIMEOUT,
    /** This device is not in the room now. */
    NOT_INSIDE
  }

  private final Reason reason;

  RoomException(Reason reason, String sentence) {
    this(reason, sentence, null);
  }

  RoomException(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
