package im.symbolon.protocol.files;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Key and initialisation vector of one file, as a message carries them: AES-GCM with 16 or 32 bytes
 * of key. Of IVs, 12 bytes are written, and 12 and 16 are read, as older clients write 16 into
 * {@code aesgcm:} links. Immutable; whoever holds it can read the file, so it prints nothing.
 */
public final class FileKey {
  /** Bytes of a key that is written. */
  public static final int KEY_LENGTH = 32;

  /** Bytes of an initialisation vector that is written. */
  public static final int IV_LENGTH = 12;

  static final int SHORT_KEY_LENGTH = 16;
  static final int LONG_IV_LENGTH = 16;

  private final byte[] key;
  private final byte[] iv;

  private FileKey(byte[] key, byte[] iv) {
    this.key = key;
    this.iv = iv;
  }

  /**
   * Takes copies.
   *
   * @throws IllegalArgumentException for other lengths
   */
  public static FileKey of(byte[] key, byte[] iv) {
    if (!isKey(key.length) || !isIv(iv.length)) {
      throw new IllegalArgumentException("not the lengths of a file's key and IV");
    }
    return new FileKey(key.clone(), iv.clone());
  }

  static boolean isKey(int length) {
    return length == KEY_LENGTH || length == SHORT_KEY_LENGTH;
  }

  static boolean isIv(int length) {
    return length == IV_LENGTH || length == LONG_IV_LENGTH;
  }

  /** A copy. */
  public byte[] key() {
    return key.clone();
  }

  /** A copy. */
  public byte[] iv() {
    return iv.clone();
  }

  /** In constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FileKey file
        && MessageDigest.isEqual(key, file.key)
        && Arrays.equals(iv, file.iv);
  }

  /** Of the IV, which is no secret. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(iv);
  }

  @Override
  public String toString() {
    return "FileKey";
  }
}
