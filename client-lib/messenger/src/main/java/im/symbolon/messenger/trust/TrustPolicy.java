package im.symbolon.messenger.trust;

import java.time.Instant;

/**
 * Blind trust before verification: as long as nothing was ever verified of a person, their devices
 * are trusted as they come; from the first verification on, and for good, every new device has to
 * be decided about before anything leaves to it.
 */
public final class TrustPolicy {
  private TrustPolicy() {}

  /**
   * What is thought of a device that is seen for the first time.
   *
   * @param everVerified whether any device of that person was verified at any time before
   */
  public static Decision atFirstSight(boolean everVerified, Instant now) {
    return new Decision(everVerified ? Trust.UNDECIDED : Trust.TRUSTED, Basis.BLIND, now);
  }

  /**
   * Whether anything may leave to the device: messages, receipts, empty messages, new sessions.
   *
   * @param everVerified whether any device of that person was verified at any time before
   */
  public static boolean maySend(Trust trust, boolean everVerified) {
    return switch (trust) {
      case TRUSTED -> true;
      case UNDECIDED -> !everVerified;
      case DISTRUSTED -> false;
    };
  }
}
