package im.symbolon.ratchet.backup;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.backup.BackupException.Reason;
import im.symbolon.ratchet.primitives.AesGcm;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opens a backup piece by piece. The reader hands in {@link #HEAD} bytes, then {@link
 * BackupSealer#SEALED_PIECE} bytes as long as more than {@link #LAST} bytes are left, then the
 * rest. What {@link #piece} returns is authentic, but only {@link #last} tells that nothing is
 * missing: what is kept for good is kept after that. Not for sharing between threads.
 */
public final class BackupOpener implements AutoCloseable {
  /** Bytes with which a backup begins. */
  public static final int HEAD = Head.LENGTH;

  /** The most bytes of the last piece with what follows. */
  public static final int LAST = BackupSealer.SEALED_PIECE + BackupSealer.END.length;

  private final BackupKey key;
  private long number;

  private BackupOpener(BackupKey key) {
    this.key = key;
  }

  /**
   * Begins.
   *
   * @param head the first {@link #HEAD} bytes of the file, or all when it has fewer
   * @throws BackupException for every reason
   */
  public static BackupOpener begin(byte[] head, RecoveryKey recoveryKey) throws BackupException {
    return new BackupOpener(Head.read(head, recoveryKey));
  }

  /**
   * A full piece that others follow.
   *
   * @throws BackupException DAMAGED
   */
  public byte[] piece(byte[] sealed) throws BackupException {
    return key.open(number++, false, sealed).orElseThrow(BackupOpener::damaged);
  }

  /**
   * What is left, at most {@link #LAST} bytes. Nothing can follow.
   *
   * @throws BackupException TRUNCATED or DAMAGED
   */
  public byte[] last(byte[] rest) throws BackupException {
    int sealed = rest.length - BackupSealer.END.length;
    boolean ends =
        sealed >= 0
            && Arrays.equals(Arrays.copyOfRange(rest, sealed, rest.length), BackupSealer.END);
    Optional<byte[]> content =
        sealed >= AesGcm.TAG_LENGTH
            ? key.open(number, true, Arrays.copyOf(rest, sealed))
            : Optional.empty();
    close();
    if (ends || content.isPresent()) {
      return content.filter(opened -> ends).orElseThrow(BackupOpener::damaged);
    }
    throw new BackupException(Reason.TRUNCATED, "the end of this backup is missing");
  }

  private static BackupException damaged() {
    return new BackupException(Reason.DAMAGED, "this backup was damaged");
  }

  /** Wipes the key. */
  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "BackupOpener";
  }
}
