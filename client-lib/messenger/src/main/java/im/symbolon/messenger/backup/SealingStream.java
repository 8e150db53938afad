package im.symbolon.messenger.backup;

import im.symbolon.ratchet.backup.BackupSealer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Seals what is written, piece by piece. Only {@link #finish} makes it whole. */
final class SealingStream extends OutputStream {
  private final OutputStream out;
  private final BackupSealer sealer;
  private final byte[] piece = new byte[BackupSealer.PIECE];
  private int filled;

  SealingStream(OutputStream out, BackupSealer sealer) throws IOException {
    this.out = out;
    this.sealer = sealer;
    out.write(sealer.head());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] in, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      if (filled == piece.length) { // never before more comes: the last piece may be full
        out.write(sealer.piece(piece));
        filled = 0;
      }
      int count = Math.min(piece.length - filled, offset + length - at);
      System.arraycopy(in, at, piece, filled, count);
      filled += count;
      at += count;
    }
  }

  /** Writes the end. The stream below stays open. */
  void finish() throws IOException {
    out.write(sealer.last(Arrays.copyOf(piece, filled)));
    out.flush();
    close();
  }

  /** Wipes; without {@link #finish} the backup is cut short. */
  @Override
  public void close() {
    Arrays.fill(piece, (byte) 0);
    sealer.close();
  }
}
