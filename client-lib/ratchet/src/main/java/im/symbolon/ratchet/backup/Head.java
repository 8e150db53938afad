package im.symbolon.ratchet.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.backup.BackupException.Reason;
import im.symbolon.ratchet.primitives.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** How a backup begins. */
final class Head {
  static final byte[] MAGIC = "SYMBOLON".getBytes(US_ASCII);
  static final short VERSION = 1;
  static final int SALT_LENGTH = 32;
  private static final int SUM_LENGTH = 8;
  private static final int SUMMED =
      MAGIC.length + Short.BYTES + SALT_LENGTH + BackupKey.CHECK_LENGTH;

  /** In bytes. */
  static final int LENGTH = SUMMED + SUM_LENGTH;

  private Head() {}

  static byte[] write(byte[] salt, byte[] check) {
    byte[] summed =
        ByteBuffer.allocate(SUMMED).put(MAGIC).putShort(VERSION).put(salt).put(check).array();
    return ByteBuffer.allocate(LENGTH).put(summed).put(sum(summed)).array();
  }

  /** The key to what follows. */
  static BackupKey read(byte[] in, RecoveryKey recoveryKey) throws BackupException {
    int known = Math.min(in.length, MAGIC.length);
    if (!Arrays.equals(Arrays.copyOf(in, known), Arrays.copyOf(MAGIC, known))) {
      throw new BackupException(Reason.NOT_A_BACKUP, "this file is not a backup of ours");
    }
    if (in.length < MAGIC.length + Short.BYTES) {
      throw cut();
    }
    int version = ByteBuffer.wrap(in, MAGIC.length, Short.BYTES).getShort() & 0xffff;
    if (version > VERSION) {
      throw new BackupException(Reason.NEWER_VERSION, "this backup is of a newer version");
    }
    if (in.length < LENGTH) {
      throw cut();
    }
    byte[] summed = Arrays.copyOf(in, SUMMED);
    if (version != VERSION || !Arrays.equals(sum(summed), tail(in))) {
      throw new BackupException(Reason.DAMAGED, "the beginning of this backup is damaged");
    }
    int saltAt = MAGIC.length + Short.BYTES;
    byte[] salt = Arrays.copyOfRange(in, saltAt, saltAt + SALT_LENGTH);
    byte[] check = Arrays.copyOfRange(in, saltAt + SALT_LENGTH, SUMMED);
    if (!MessageDigest.isEqual(check, BackupKey.check(recoveryKey, salt))) {
      throw new BackupException(Reason.WRONG_KEY, "this recovery key is of another backup");
    }
    return BackupKey.derive(recoveryKey, salt);
  }

  private static BackupException cut() {
    return new BackupException(Reason.TRUNCATED, "the end of this backup is missing");
  }

  private static byte[] tail(byte[] in) {
    return Arrays.copyOfRange(in, SUMMED, LENGTH);
  }

  private static byte[] sum(byte[] summed) {
    return Arrays.copyOf(Sha256.create().digest(summed), SUM_LENGTH);
  }
}
