package im.symbolon.protocol.omemo;

import java.util.Objects;
import java.util.Optional;

/**
 * The content of a message, sealed once for all of its recipients.
 *
 * @param iv the initialisation vector, in legacy OMEMO; OMEMO 2 derives it
 */
public record SealedContent(Ciphertext ciphertext, Optional<Ciphertext> iv) {
  public SealedContent {
    Objects.requireNonNull(ciphertext);
    Objects.requireNonNull(iv);
  }
}
