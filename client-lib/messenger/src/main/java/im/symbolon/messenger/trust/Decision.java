package im.symbolon.messenger.trust;

import java.time.Instant;
import java.util.Objects;

/**
 * What is thought of a device, since when and why. Blindly nothing is ever distrusted, and a
 * scanned code only ever speaks for a device.
 *
 * @param at in ms precision
 */
public record Decision(Trust trust, Basis basis, Instant at) {
  public Decision {
    Objects.requireNonNull(at);
    boolean fits =
        switch (basis) {
          case BLIND -> trust != Trust.DISTRUSTED;
          case PERSON -> true;
          case CODE -> trust == Trust.TRUSTED;
          case SIGNED -> trust != Trust.UNDECIDED;
        };
    if (!fits) {
      throw new IllegalArgumentException(trust + " cannot rest on " + basis);
    }
  }

  /** A person looked at the fingerprint and decided so. */
  public static Decision ofPerson(Trust trust, Instant at) {
    return new Decision(trust, Basis.PERSON, at);
  }

  /** A person scanned a code that speaks for the device. */
  public static Decision ofCode(Instant at) {
    return new Decision(Trust.TRUSTED, Basis.CODE, at);
  }

  /** Somebody here looked at the device itself, and trusts it. */
  public boolean isVerified() {
    return trust == Trust.TRUSTED && (basis == Basis.PERSON || basis == Basis.CODE);
  }

  /** Trusted because its owner signed that it is theirs. */
  public boolean isSigned() {
    return trust == Trust.TRUSTED && basis == Basis.SIGNED;
  }
}
