package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256-GCM, each time under its own key: HKDF-SHA-256 of the given key with a fresh
 * salt of 24 bytes. So there is no limit on the number of writes, and the nonce is constant. Used
 * by one thread at a time.
 */
final class Sealer {
  static final int SALT_LENGTH = 24;
  static final int TAG_LENGTH = 16;

  private static final byte[] INFO = "Symbolon store seal 1".getBytes(StandardCharsets.US_ASCII);
  private static final GCMParameterSpec ONCE = new GCMParameterSpec(8 * TAG_LENGTH, new byte[12]);

  private final Entropy entropy;
  private final Hmac hkdf = Hmac.create();
  private final Cipher cipher;

  Sealer(Entropy entropy) {
    this.entropy = entropy;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has AES-GCM", e);
    }
  }

  byte[] freshSalt() {
    return entropy.bytes(SALT_LENGTH);
  }

  /** Ciphertext and tag. */
  byte[] seal(byte[] key, byte[] salt, byte[] associated, byte[] plain) {
    try {
      return run(Cipher.ENCRYPT_MODE, key, salt, associated, plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals anything", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws StoreException TAMPERED when key, salt, associated data or sealed bytes do not fit
   */
  byte[] open(byte[] key, byte[] salt, byte[] associated, byte[] sealed) throws StoreException {
    if (salt.length != SALT_LENGTH || sealed.length < TAG_LENGTH) {
      throw tampered();
    }
    try {
      return run(Cipher.DECRYPT_MODE, key, salt, associated, sealed);
    } catch (AEADBadTagException e) {
      throw tampered(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM opens anything or says that it is not authentic", e);
    }
  }

  /** As {@link #seal}, with the salt in front. */
  byte[] sealWhole(byte[] key, byte[] associated, byte[] plain) {
    byte[] salt = freshSalt();
    byte[] sealed = seal(key, salt, associated, plain);
    byte[] whole = Arrays.copyOf(salt, SALT_LENGTH + sealed.length);
    System.arraycopy(sealed, 0, whole, SALT_LENGTH, sealed.length);
    return whole;
  }

  /** As {@link #open}, with the salt in front. */
  byte[] openWhole(byte[] key, byte[] associated, byte[] whole) throws StoreException {
    int split = Math.min(SALT_LENGTH, whole.length);
    byte[] salt = Arrays.copyOf(whole, split);
    return open(key, salt, associated, Arrays.copyOfRange(whole, split, whole.length));
  }

  private byte[] run(int mode, byte[] key, byte[] salt, byte[] associated, byte[] in)
      throws GeneralSecurityException {
    byte[] once = hkdf.derive(key, salt, INFO);
    try {
      cipher.init(mode, new SecretKeySpec(once, "AES"), ONCE);
      cipher.updateAAD(associated);
      return cipher.doFinal(in);
    } finally {
      Arrays.fill(once, (byte) 0);
    }
  }

  static StoreException tampered() {
    return tampered(null);
  }

  private static StoreException tampered(Throwable cause) {
    return new StoreException(
        Reason.TAMPERED,
        "The store's content does not fit its seal: it was changed or partly restored.",
        cause);
  }
}
