package im.symbolon.ratchet.primitives;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) over the platform's SHA-256. The platform's own HMAC hashes the key again
 * for every tag, and keeps copies of it that no wiping reaches; here a key is hashed once for all
 * its tags, and once they are made nothing of it stays behind.
 */
public final class Hmac {
  /** Bytes of a full tag. */
  public static final int LENGTH = Sha256.LENGTH;

  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;
  private static final ThreadLocal<Hmac> REUSED =
      ThreadLocal.withInitial(() -> new Hmac(Sha256.create(), Sha256.create()));
  private static final ThreadLocal<Hmac> ZERO =
      ThreadLocal.withInitial(() -> keyed(new byte[LENGTH]).copy());

  private final MessageDigest inner;
  private final MessageDigest outer;

  private Hmac(MessageDigest inner, MessageDigest outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /**
   * Two tags under one key, over one byte each: what a chain step needs.
   *
   * @return the tags, 32 bytes each
   */
  public static byte[][] tags(byte[] key, byte first, byte second) {
    Hmac one = keyed(key);
    Hmac other = one.copy();
    one.update(first);
    other.update(second);
    return new byte[][] {one.finish(), other.finish()};
  }

  /** The 32-byte tag over the parts, one after the other. */
  public static byte[] tag(byte[] key, byte[]... parts) {
    Hmac hmac = keyed(key);
    for (byte[] part : parts) {
      hmac.update(part);
    }
    return hmac.finish();
  }

  /** One tag under that key, on this thread, to be finished before the next begins. */
  static Hmac keyed(byte[] key) {
    if (key.length <= Sha256.BLOCK_LENGTH) {
      return keyed(key, 0, key.length);
    }
    byte[] hash = new byte[LENGTH];
    MessageDigest digest = Sha256.create();
    digest.update(key);
    Sha256.finish(digest, hash, 0);
    return keyed(hash, 0, LENGTH);
  }

  /** As {@link #keyed(byte[])}, for a key of at most 64 bytes inside an array. */
  static Hmac keyed(byte[] key, int offset, int length) {
    Hmac hmac = REUSED.get();
    byte[] block = new byte[Sha256.BLOCK_LENGTH];
    System.arraycopy(key, offset, block, 0, length);
    begin(hmac.inner, block, INNER);
    begin(hmac.outer, block, (byte) (INNER ^ OUTER));
    Arrays.fill(block, (byte) 0);
    return hmac;
  }

  /** One tag under the key of 32 zero bytes. */
  static Hmac zeroKeyed() {
    return ZERO.get().copy();
  }

  private static void begin(MessageDigest digest, byte[] block, byte pad) {
    for (int i = 0; i < block.length; i++) {
      block[i] ^= pad;
    }
    digest.reset();
    digest.update(block);
  }

  /** Another tag under the same key, over what was taken in so far and what will be. */
  Hmac copy() {
    return new Hmac(Sha256.copy(inner), Sha256.copy(outer));
  }

  void update(byte next) {
    inner.update(next);
  }

  void update(byte[] next) {
    inner.update(next);
  }

  void update(byte[] next, int offset, int length) {
    inner.update(next, offset, length);
  }

  byte[] finish() {
    byte[] out = new byte[LENGTH];
    finish(out, 0);
    return out;
  }

  /** Writes the tag; this key is forgotten. */
  void finish(byte[] out, int offset) {
    Sha256.finish(inner, out, offset);
    outer.update(out, offset, LENGTH);
    Sha256.finish(outer, out, offset);
  }
}
