package im.symbolon.messenger.trust;

import java.time.Instant;

/**
 * Of a person with an account root, those devices are trusted that their signed list names with the
 * key that they show, and those that somebody here trusts by hand; nothing ever leads back from
 * that (REVIEW 3). Of a person without one, blind trust before verification: as long as nothing was
 * ever verified, their devices are trusted as they come; from the first verification on, and for
 * good, every new device has to be decided about before anything leaves to it. Whom somebody here
 * distrusts by hand gets nothing in either case.
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
   * What is thought of a device.
   *
   * @param itself what was decided about it, or is at first sight
   * @param standing what its owner's list says about it with the key that is accepted from it
   */
  public static Decision decide(Decision itself, Standing standing) {
    if (itself.trust() == Trust.DISTRUSTED) {
      return itself;
    }
    return switch (standing) {
      case NO_ROOT -> itself;
      case LISTED ->
          itself.isVerified() ? itself : new Decision(Trust.TRUSTED, Basis.SIGNED, itself.at());
      case REMOVED -> new Decision(Trust.DISTRUSTED, Basis.SIGNED, itself.at());
      case UNLISTED -> itself.isVerified() ? itself : undecided(itself);
      case OTHER_KEY -> undecided(itself);
    };
  }

  private static Decision undecided(Decision itself) {
    return new Decision(Trust.UNDECIDED, Basis.BLIND, itself.at());
  }

  /**
   * Whether anything may leave to the device: messages, receipts, empty messages, new sessions.
   *
   * @param strict whether that person has an account root, or any device of theirs was verified at
   *     any time before
   */
  public static boolean maySend(Trust trust, boolean strict) {
    return switch (trust) {
      case TRUSTED -> true;
      case UNDECIDED -> !strict;
      case DISTRUSTED -> false;
    };
  }
}
