package im.symbolon.protocol.omemo;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/** Sealed bytes on their way: at least one, unreadable to whoever carries them. Immutable. */
public final class Ciphertext {
  private final byte[] bytes;

  private Ciphertext(byte[] owned) {
    this.bytes = owned;
  }

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException when there are no bytes
   */
  public static Ciphertext of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a ciphertext is never empty");
    }
    return new Ciphertext(bytes.clone());
  }

  /**
   * Reads base64 text of 1 to {@code maxBytes} bytes.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  static Ciphertext parse(String base64, int maxBytes) throws ProtocolException {
    byte[] bytes = StrictBase64.decode(base64, maxBytes);
    if (bytes.length == 0) {
      throw new ProtocolException(Reason.MALFORMED, "an empty ciphertext");
    }
    return new Ciphertext(bytes);
  }

  /** A copy of the bytes, exactly as they were received. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  public int length() {
    return bytes.length;
  }

  String toBase64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ciphertext ciphertext && Arrays.equals(bytes, ciphertext.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Ciphertext of " + bytes.length + " bytes";
  }
}
