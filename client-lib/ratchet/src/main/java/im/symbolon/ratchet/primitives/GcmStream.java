package im.symbolon.ratchet.primitives;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM without associated data, in constant memory and in any portions. The platforms' own keep
 * back all plaintext until the end when they decrypt (Android's also all ciphertext when it
 * encrypts), so this one is put together from the platform's AES in counter mode, which is fast
 * everywhere, and GHASH. Not for sharing between threads.
 *
 * <p>What {@link #decrypt} returns is <em>not authentic</em> until {@link #isTag} has said so:
 * whoever calls it keeps it from everybody until then.
 */
public final class GcmStream implements AutoCloseable {
  /** Feed it so many bytes at a time: longer calls are slower, as they are never compiled. */
  public static final int PORTION = 16 * 1024;

  /** Bytes that one key and IV encrypt at most (SP 800-38D §5.2.1.1). */
  public static final long MAX = (1L << 36) - 32;

  private static final int BLOCK = Ghash.BLOCK;
  private static final int SHORT_IV = 12;

  private final Cipher cipher;
  private final SecretKeySpec key;
  private final byte[] counter;
  private final byte[] mask;
  private final Ghash ghash;
  private long done;
  private long untilWrap;

  private GcmStream(Secret secret, byte[] iv) throws GeneralSecurityException {
    key = new SecretKeySpec(secret.expose(), "AES");
    Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
    block.init(Cipher.ENCRYPT_MODE, key);
    byte[] subkey = block.doFinal(new byte[BLOCK]);
    ghash = new Ghash(subkey);
    counter = firstCounter(subkey, iv);
    mask = block.doFinal(counter);
    Arrays.fill(subkey, (byte) 0);
    cipher = Cipher.getInstance("AES/CTR/NoPadding");
    increment();
    start();
  }

  /**
   * Begins.
   *
   * @param key 16 or 32 bytes, copied
   * @param iv at least one byte
   */
  public static GcmStream begin(Secret key, byte[] iv) {
    try {
      return new GcmStream(key, iv);
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** SP 800-38D §7.1, step 2. */
  private static byte[] firstCounter(byte[] subkey, byte[] iv) {
    if (iv.length == SHORT_IV) {
      byte[] out = Arrays.copyOf(iv, BLOCK);
      out[BLOCK - 1] = 1;
      return out;
    }
    Ghash hash = new Ghash(subkey);
    hash.update(iv, 0, iv.length);
    return hash.finish(0, 8L * iv.length);
  }

  /** Encrypts in place, and authenticates. */
  public void encrypt(byte[] bytes, int offset, int length) {
    run(bytes, offset, length);
    ghash.update(bytes, offset, length);
  }

  /** Decrypts in place what is not authentic yet. */
  public void decrypt(byte[] bytes, int offset, int length) {
    ghash.update(bytes, offset, length);
    run(bytes, offset, length);
  }

  /** Decrypts in place what was found authentic before; there is no tag of it afterwards. */
  public void decryptAuthentic(byte[] bytes, int offset, int length) {
    run(bytes, offset, length);
  }

  /**
   * GCM counts in the last 32 bits alone, the platform in all 128: it begins anew when they wrap.
   */
  private void run(byte[] bytes, int offset, int length) {
    if (length > MAX - done) {
      throw new IllegalStateException("more than one key and IV may encrypt");
    }
    done += length;
    int at = offset;
    int left = length;
    while (left > 0) {
      int now = (int) Math.min(left, untilWrap);
      apply(bytes, at, now);
      at += now;
      left -= now;
      untilWrap -= now;
      if (untilWrap == 0) {
        Arrays.fill(counter, SHORT_IV, BLOCK, (byte) 0);
        start();
      }
    }
  }

  private void apply(byte[] bytes, int offset, int length) {
    try {
      if (cipher.update(bytes, offset, length, bytes, offset) != length) {
        throw new IllegalStateException("the platform's AES keeps bytes back");
      }
    } catch (ShortBufferException e) {
      throw failed(e);
    }
  }

  private void start() {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      untilWrap = BLOCK * ((1L << 32) - low());
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  private long low() {
    long out = 0;
    for (int i = SHORT_IV; i < BLOCK; i++) {
      out = (out << 8) | (counter[i] & 0xff);
    }
    return out;
  }

  private void increment() {
    for (int i = BLOCK - 1; i >= SHORT_IV && ++counter[i] == 0; i--) {}
  }

  /** The tag over all that went through; nothing can follow. */
  public byte[] tag() {
    byte[] tag = ghash.finish(0, 8 * done);
    for (int i = 0; i < BLOCK; i++) {
      tag[i] ^= mask[i];
    }
    return tag;
  }

  /** True when that is the tag over all that went through; nothing can follow. */
  public boolean isTag(byte[] claimed) {
    return MessageDigest.isEqual(tag(), claimed);
  }

  /** Wipes what can be reached; the platform's copies of the key are not. */
  @Override
  public void close() {
    Arrays.fill(counter, (byte) 0);
    Arrays.fill(mask, (byte) 0);
    ghash.wipe();
  }

  @Override
  public String toString() {
    return "GcmStream";
  }

  private static IllegalStateException failed(GeneralSecurityException e) {
    return new IllegalStateException("the platform's AES failed", e);
  }
}
