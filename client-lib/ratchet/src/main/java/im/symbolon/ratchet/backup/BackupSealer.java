package im.symbolon.ratchet.backup;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Seals the content of one backup, piece by piece. Not for sharing between threads. */
public final class BackupSealer implements AutoCloseable {
  /** Bytes of content in every piece but the last. */
  public static final int PIECE = 64 * 1024;

  /** Bytes of such a piece once it is sealed. */
  public static final int SEALED_PIECE = PIECE + AesGcm.TAG_LENGTH;

  static final byte[] END = "END\r\n\u001a\0\0".getBytes(StandardCharsets.US_ASCII);

  private final BackupKey key;
  private final byte[] head;
  private long number;

  private BackupSealer(BackupKey key, byte[] head) {
    this.key = key;
    this.head = head;
  }

  /** A new backup, which that recovery key opens. */
  public static BackupSealer begin(RecoveryKey recoveryKey, Entropy entropy) {
    byte[] salt = entropy.bytes(Head.SALT_LENGTH);
    return new BackupSealer(
        BackupKey.derive(recoveryKey, salt), Head.write(salt, BackupKey.check(recoveryKey, salt)));
  }

  /** The first bytes of the file. */
  public byte[] head() {
    return head.clone();
  }

  /** The next bytes, of exactly {@link #PIECE} bytes of content that is not the last. */
  public byte[] piece(byte[] content) {
    if (content.length != PIECE) {
      throw new IllegalArgumentException("a piece that is not the last is full");
    }
    return key.seal(number++, false, content);
  }

  /** The last bytes of the file, of 0 to {@link #PIECE} bytes; nothing can follow. */
  public byte[] last(byte[] content) {
    if (content.length > PIECE) {
      throw new IllegalArgumentException("more than a piece");
    }
    byte[] sealed = key.seal(number, true, content);
    close();
    byte[] out = Arrays.copyOf(sealed, sealed.length + END.length);
    System.arraycopy(END, 0, out, sealed.length, END.length);
    return out;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "BackupSealer";
  }
}
