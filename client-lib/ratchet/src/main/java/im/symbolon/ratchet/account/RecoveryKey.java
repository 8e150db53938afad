package im.symbolon.ratchet.account;

import im.symbolon.ratchet.account.RecoveryException.Reason;
import im.symbolon.ratchet.primitives.Base32;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.primitives.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What a person writes down: 128 random bits. It opens the account root, and with it everything
 * that can be done in this person's name; no device keeps it once the person has it.
 */
public final class RecoveryKey extends Secret {
  private static final int LENGTH = 16;
  private static final int CHECK_LENGTH = 4;
  private static final String CHECK = "Symbolon recovery key, check";

  private RecoveryKey(byte[] owned) {
    super(owned);
  }

  /** A fresh key from 16 random bytes. */
  public static RecoveryKey generate(Entropy entropy) {
    return new RecoveryKey(entropy.bytes(LENGTH));
  }

  /** The key that was stored; takes the 16 bytes over. */
  public static RecoveryKey restore(byte[] owned) {
    if (owned.length != LENGTH) {
      throw new IllegalArgumentException("a recovery key has 16 bytes");
    }
    return new RecoveryKey(owned);
  }

  /**
   * Reads what a person typed: capitals or not, with any spaces and hyphens, and with the digits 0,
   * 1 and 8 for the letters O, I and B.
   *
   * @throws RecoveryException TYPO; of a million wrong texts not one passes
   */
  public static RecoveryKey parse(String text) throws RecoveryException {
    byte[] all =
        Base32.decode(text, LENGTH + CHECK_LENGTH)
            .orElseThrow(
                () -> new RecoveryException(Reason.TYPO, "not the characters of a recovery key"));
    byte[] key = Arrays.copyOf(all, LENGTH);
    byte[] check = Arrays.copyOfRange(all, LENGTH, all.length);
    Arrays.fill(all, (byte) 0);
    if (!MessageDigest.isEqual(check, check(key))) {
      Arrays.fill(key, (byte) 0);
      throw new RecoveryException(Reason.TYPO, "the recovery key has a wrong character");
    }
    return new RecoveryKey(key);
  }

  /**
   * For paper: 32 characters of base32 in eight groups of four, the last ones a checksum. A string
   * cannot be wiped; make it when it is shown and keep it nowhere.
   */
  public String text() {
    byte[] all = Arrays.copyOf(expose(), LENGTH + CHECK_LENGTH);
    System.arraycopy(check(expose()), 0, all, LENGTH, CHECK_LENGTH);
    try {
      return Base32.encode(all);
    } finally {
      Arrays.fill(all, (byte) 0);
    }
  }

  /** Bytes for one purpose, bound to a salt; independent of those for all others. */
  public byte[] derive(byte[] salt, String purpose, int length) {
    return Hkdf.derive(salt, expose(), purpose.getBytes(StandardCharsets.UTF_8), length);
  }

  private static byte[] check(byte[] key) {
    return Hkdf.derive(key, CHECK, CHECK_LENGTH);
  }
}
