package im.symbolon.ratchet.backup;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Secret;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Seals the pieces of one backup: each under an IV of its own. */
final class BackupKey extends Secret {
  static final int CHECK_LENGTH = 32;

  private static final int LENGTH = 32;
  private static final int IV_LENGTH = 12;
  private static final String SEAL = "Symbolon backup";
  private static final String CHECK = SEAL + ", check";

  private BackupKey(byte[] owned) {
    super(owned);
  }

  static BackupKey derive(RecoveryKey recoveryKey, byte[] salt) {
    return new BackupKey(recoveryKey.derive(salt, SEAL, LENGTH));
  }

  /** By which the right recovery key is known, and nothing else. */
  static byte[] check(RecoveryKey recoveryKey, byte[] salt) {
    return recoveryKey.derive(salt, CHECK, CHECK_LENGTH);
  }

  byte[] seal(long number, boolean last, byte[] content) {
    return AesGcm.encrypt(this, iv(number, last), content);
  }

  Optional<byte[]> open(long number, boolean last, byte[] sealed) {
    return AesGcm.decrypt(this, iv(number, last), sealed);
  }

  private static byte[] iv(long number, boolean last) {
    return ByteBuffer.allocate(IV_LENGTH).putLong(number).putInt(last ? 1 : 0).array();
  }
}
