package im.symbolon.ratchet.primitives;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/**
 * AES-256-CBC with PKCS#7 padding, from the platform. It authenticates nothing: decrypt only what a
 * MAC has already vouched for.
 */
public final class AesCbc {
  private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(AesCbc::create);

  private AesCbc() {}

  /** Encrypts under the first 32 and with the last 16 of the 80 bytes. */
  public static byte[] encrypt(CipherKeys keys, byte[] plaintext) {
    try {
      return ready(Cipher.ENCRYPT_MODE, keys).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform's AES failed", e);
    }
  }

  /** Decrypts, or is empty when length or padding is wrong. */
  public static Optional<byte[]> decrypt(CipherKeys keys, byte[] ciphertext) {
    if (ciphertext.length == 0) {
      return Optional.empty(); // padding is never absent; platforms differ on it
    }
    try {
      return Optional.of(ready(Cipher.DECRYPT_MODE, keys).doFinal(ciphertext));
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform's AES failed", e);
    }
  }

  private static Cipher ready(int mode, CipherKeys keys) throws GeneralSecurityException {
    Cipher cipher = CIPHERS.get();
    cipher.init(mode, keys.key(), keys.iv());
    return cipher;
  }

  private static Cipher create() {
    try {
      return Cipher.getInstance("AES/CBC/PKCS5Padding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform lacks AES/CBC", e);
    }
  }
}
