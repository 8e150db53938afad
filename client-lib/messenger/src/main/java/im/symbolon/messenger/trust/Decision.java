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

  /** True when it does not rest on nothing. */
  public boolean isByPerson() {
    return basis != Basis.BLIND;
  }

  /** Trusted, and not blindly. */
  public boolean isVerified() {
    return trust == Trust.TRUSTED && basis != Basis.BLIND;
  }
}
