package im.symbolon.ratchet.primitives;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES-GCM (NIST SP 800-38D) with a tag of 16 bytes at the end and no associated data, from
 * BouncyCastle: Android's own takes IVs of 12 bytes only.
 */
public final class AesGcm {
  /** Bytes of a tag. */
  public static final int TAG_LENGTH = 16;

  private AesGcm() {}

  /** Ciphertext and tag; one key and IV encrypt once. */
  public static byte[] encrypt(Secret key, byte[] iv, byte[] plaintext) {
    try {
      return run(true, key, iv, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /** Authenticates and decrypts ciphertext and tag; empty when the tag is wrong or missing. */
  public static Optional<byte[]> decrypt(Secret key, byte[] iv, byte[] sealed) {
    try {
      return Optional.of(run(false, key, iv, sealed));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  private static byte[] run(boolean encrypt, Secret key, byte[] iv, byte[] in)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    KeyParameter exposed = new KeyParameter(key.expose());
    cipher.init(encrypt, new AEADParameters(exposed, 8 * TAG_LENGTH, iv));
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    try {
      int length = cipher.processBytes(in, 0, in.length, out, 0);
      cipher.doFinal(out, length);
      return out;
    } catch (InvalidCipherTextException e) {
      Arrays.fill(out, (byte) 0); // decrypted, but not authentic
      throw e;
    }
  }
}
