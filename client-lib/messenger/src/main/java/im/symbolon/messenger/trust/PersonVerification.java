package im.symbolon.messenger.trust;

import java.time.Instant;
import java.util.Objects;

/**
 * That a person's account root was verified: their devices need no further look.
 *
 * @param at in ms precision
 */
public record PersonVerification(How how, Instant at) {
  public PersonVerification {
    Objects.requireNonNull(how);
    Objects.requireNonNull(at);
  }

  /** On what it rests. */
  public enum How {
    /** A code was scanned that holds the root. */
    CODE(1),
    /** Safety numbers were compared. */
    NUMBER(2),
    /** A device that was verified before is a member of the root's first list. */
    INTRODUCED(3);

    private final int number;

    How(int number) {
      this.number = number;
    }

    /** As it is stored. */
    public int number() {
      return number;
    }

    /** The one with that number. */
    public static How of(int number) {
      for (How each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown kind of verification");
    }
  }
}
