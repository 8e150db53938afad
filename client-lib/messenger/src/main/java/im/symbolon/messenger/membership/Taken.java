package im.symbolon.messenger.membership;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of an epoch.
 *
 * @param why of one that is REFUSED, and of no other
 * @param next what is believed now; equal to what was believed before unless something changed
 */
public record Taken(Verdict verdict, Optional<Refusal> why, Membership next) {
  public Taken {
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(next);
    if (why.isPresent() != (verdict == Verdict.REFUSED)) {
      throw new IllegalArgumentException("a refusal has a reason, and nothing else has");
    }
  }

  /** What became of it. */
  public enum Verdict {
    /** It counts from now on. */
    ACCEPTED,
    /**
     * It counts when its parents are there or, if it was signed by a list key that is dead by now,
     * when an admin whom it does not depend on has built upon it.
     */
    HELD,
    /** It was accepted before. */
    KNOWN,
    /** It changed nothing. */
    REFUSED
  }

  static Taken of(Verdict verdict, Membership next) {
    return new Taken(verdict, Optional.empty(), next);
  }

  static Taken refused(Refusal why, Membership next) {
    return new Taken(Verdict.REFUSED, Optional.of(why), next);
  }
}
