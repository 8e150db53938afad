package im.symbolon.messenger.backup;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.backup.BackupOpener;
import im.symbolon.ratchet.backup.BackupSealer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Opens a backup as it is read. All that it gives is authentic and in its place; only when it says
 * that there is no more was nothing missing.
 */
final class OpeningStream extends InputStream {
  private final InputStream in;
  private final BackupOpener opener;
  private final byte[] ahead = new byte[BackupOpener.LAST + 1];
  private int held;
  private byte[] piece = new byte[0];
  private int at;
  private boolean over;

  /**
   * @throws BackupException for every reason
   */
  OpeningStream(InputStream in, RecoveryKey key) throws IOException, BackupException {
    this.in = in;
    byte[] head = new byte[BackupOpener.HEAD];
    int length = fill(head, 0);
    this.opener = BackupOpener.begin(Arrays.copyOf(head, length), key);
  }

  private int fill(byte[] into, int from) throws IOException {
    int filled = from;
    while (filled < into.length) {
      int count = in.read(into, filled, into.length - filled);
      if (count < 0) {
        break;
      }
      filled += count;
    }
    return filled;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws BrokenBackup when the backup is cut short or damaged
   */
  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == piece.length) {
      if (over) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, out, offset, count);
    at += count;
    return count;
  }

  private void next() throws IOException {
    held = fill(ahead, held);
    Arrays.fill(piece, (byte) 0);
    at = 0;
    try {
      if (held > BackupOpener.LAST) {
        piece = opener.piece(Arrays.copyOf(ahead, BackupSealer.SEALED_PIECE));
        held -= BackupSealer.SEALED_PIECE;
        System.arraycopy(ahead, BackupSealer.SEALED_PIECE, ahead, 0, held);
      } else {
        piece = new byte[0];
        over = true;
        piece = opener.last(Arrays.copyOf(ahead, held));
      }
    } catch (BackupException e) {
      throw new BrokenBackup(e);
    }
  }

  /** Wipes. The stream below stays open. */
  @Override
  public void close() {
    Arrays.fill(piece, (byte) 0);
    opener.close();
  }

  /** Carries a refusal through the interface of streams. */
  static final class BrokenBackup extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient BackupException why;

    BrokenBackup(BackupException why) {
      super(why);
      this.why = why;
    }

    BackupException why() {
      return why;
    }
  }
}
