package im.symbolon.protocol.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a signature is made over: a label that says what is signed, then each field, every one of
 * them as its length (4 bytes, big-endian) and its bytes. No two different structures give the same
 * bytes. Not for sharing between threads.
 */
public final class SigningInput {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** Begins with the label, which no two kinds of structure share. */
  public static SigningInput labelled(String label) {
    return new SigningInput().text(label);
  }

  /** A text in UTF-8. */
  public SigningInput text(String field) {
    return bytes(field.getBytes(StandardCharsets.UTF_8));
  }

  /** Four bytes, big-endian. */
  public SigningInput number(int field) {
    return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(field).array());
  }

  /** Eight bytes, big-endian. */
  public SigningInput number(long field) {
    return bytes(ByteBuffer.allocate(Long.BYTES).putLong(field).array());
  }

  /** Whole seconds since 1970 UTC, as eight bytes. */
  public SigningInput time(Instant field) {
    return number(field.getEpochSecond());
  }

  /** A public key as it is. */
  public SigningInput key(IdentityKey field) {
    return bytes(field.encode());
  }

  /** Bytes as they are; none for a field that is absent. */
  public SigningInput bytes(byte[] field) {
    byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array();
    out.write(length, 0, length.length);
    out.write(field, 0, field.length);
    return this;
  }

  /** All of it. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
