package im.symbolon.ratchet.account;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.ratchet.primitives.Secret;
import java.util.Arrays;

/**
 * What seals one root: an AES key and IV bound to account and root, and a value by which the right
 * recovery key is known. Used once and closed.
 */
final class SealingKeys implements AutoCloseable {
  private static final String SEAL = "Symbolon sealed root";
  private static final String CHECK = SEAL + ", check";
  private static final int KEY_LENGTH = 32;
  private static final int IV_LENGTH = 12;
  private static final int CHECK_LENGTH = 16;

  private final RootCipherKey cipherKey;
  private final byte[] iv;
  private final byte[] check;

  private SealingKeys(RootCipherKey cipherKey, byte[] iv, byte[] check) {
    this.cipherKey = cipherKey;
    this.iv = iv;
    this.check = check;
  }

  static SealingKeys derive(RecoveryKey key, byte[] salt, BareJid account, AccountRoot root) {
    String purpose = SEAL + ", " + root + ", " + account;
    byte[] derived = key.derive(salt, purpose, KEY_LENGTH + IV_LENGTH);
    byte[] iv = Arrays.copyOfRange(derived, KEY_LENGTH, derived.length);
    RootCipherKey cipherKey = new RootCipherKey(Arrays.copyOf(derived, KEY_LENGTH));
    Arrays.fill(derived, (byte) 0);
    return new SealingKeys(cipherKey, iv, key.derive(salt, CHECK, CHECK_LENGTH));
  }

  RootCipherKey cipherKey() {
    return cipherKey;
  }

  byte[] iv() {
    return iv.clone();
  }

  byte[] check() {
    return check.clone();
  }

  @Override
  public void close() {
    cipherKey.close();
  }

  @Override
  public String toString() {
    return "SealingKeys";
  }

  /** AES-256, for one root. */
  static final class RootCipherKey extends Secret {
    RootCipherKey(byte[] owned) {
      super(owned);
    }
  }
}
