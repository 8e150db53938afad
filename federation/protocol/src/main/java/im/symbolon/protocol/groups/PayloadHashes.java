package im.symbolon.protocol.groups;

import im.symbolon.protocol.omemo.Ciphertext;
import java.util.Objects;
import java.util.Optional;

/**
 * The payloads that stand in one message: OMEMO 2's always, be it in {@code <encrypted>} or in
 * {@code <sealed>}; legacy OMEMO's when there are members who have nothing better.
 */
public record PayloadHashes(PayloadHash omemo2, Optional<PayloadHash> legacy) {
  public PayloadHashes {
    Objects.requireNonNull(omemo2);
    Objects.requireNonNull(legacy);
  }

  /** Hashes what stands in the message. */
  public static PayloadHashes of(Ciphertext omemo2, Optional<Ciphertext> legacy) {
    return new PayloadHashes(PayloadHash.of(omemo2), legacy.map(PayloadHash::of));
  }
}
