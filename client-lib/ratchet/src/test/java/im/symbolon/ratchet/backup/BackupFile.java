package im.symbolon.ratchet.backup;

import im.symbolon.ratchet.account.RecoveryKey;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Whole backups in memory, as a reader and a writer of files treat them. */
final class BackupFile {
  private BackupFile() {}

  static byte[] write(BackupSealer sealer, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(sealer.head());
    int at = 0;
    for (; content.length - at > BackupSealer.PIECE; at += BackupSealer.PIECE) {
      out.writeBytes(sealer.piece(Arrays.copyOfRange(content, at, at + BackupSealer.PIECE)));
    }
    out.writeBytes(sealer.last(Arrays.copyOfRange(content, at, content.length)));
    return out.toByteArray();
  }

  static byte[] read(byte[] file, RecoveryKey key) throws BackupException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = Math.min(file.length, BackupOpener.HEAD);
    BackupOpener opener = BackupOpener.begin(Arrays.copyOf(file, at), key);
    for (; file.length - at > BackupOpener.LAST; at += BackupSealer.SEALED_PIECE) {
      out.writeBytes(opener.piece(Arrays.copyOfRange(file, at, at + BackupSealer.SEALED_PIECE)));
    }
    out.writeBytes(opener.last(Arrays.copyOfRange(file, at, file.length)));
    return out.toByteArray();
  }
}
