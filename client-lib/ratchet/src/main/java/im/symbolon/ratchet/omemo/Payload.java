package im.symbolon.ratchet.omemo;

import java.util.Optional;

/**
 * A stanza's encrypted content: one ciphertext for all, and the secret, key and tag, that every
 * recipient gets through its own session.
 */
public final class Payload {
  private final byte[] ciphertext;
  private final Optional<byte[]> iv;
  private final RatchetPlaintext secret;

  private Payload(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret) {
    this.ciphertext = ciphertext;
    this.iv = iv;
    this.secret = secret;
  }

  /** Takes all three over. */
  public static Payload of(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret) {
    return new Payload(ciphertext, iv, secret);
  }

  /** What stands in {@code <payload/>}. */
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** What stands in {@code <iv/>}; only legacy OMEMO sends one. */
  public Optional<byte[]> iv() {
    return iv.map(byte[]::clone);
  }

  /** What each session carries; close it when all are sealed. */
  public RatchetPlaintext secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "Payload";
  }
}
