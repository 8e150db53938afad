package im.symbolon.ratchet.media;

import im.symbolon.ratchet.media.MediaException.Reason;
import im.symbolon.ratchet.primitives.GcmStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A sealed file that was found to be what its message says: the only way to its content. The sealed
 * bytes are read once more, and each chunk is compared with what was verified before any of it is
 * decrypted, so that it does not matter where they were in between.
 */
public final class VerifiedMedia {
  private final MediaKey key;
  private final ChunkSums chunks;
  private final long inner;
  private final long size;

  VerifiedMedia(MediaKey key, ChunkSums chunks, long inner, long size) {
    this.key = key;
    this.chunks = chunks;
    this.inner = inner;
    this.size = size;
  }

  /** Of the file itself, in bytes. */
  public long size() {
    return size;
  }

  /**
   * Writes the file. Closes neither stream.
   *
   * @param sealed from its beginning, again
   * @throws MediaException when it is not what was verified; what was written is authentic, but not
   *     all
   */
  public void writeTo(OutputStream out, InputStream sealed) throws IOException, MediaException {
    byte[] chunk = new byte[(int) Math.min(ChunkSums.CHUNK, inner)];
    try (GcmStream gcm = key.begin()) {
      for (long at = 0; at < size; at += chunk.length) {
        int n = (int) Math.min(chunk.length, inner - at);
        Portions.fill(sealed, chunk, n);
        if (!chunks.isChunk((int) (at / ChunkSums.CHUNK), chunk, n)) {
          throw new MediaException(Reason.NOT_AUTHENTIC, "this file was changed on this device");
        }
        decrypt(gcm, chunk, n);
        out.write(chunk, 0, (int) Math.min(n, size - at));
      }
    } finally {
      Arrays.fill(chunk, (byte) 0);
    }
  }

  private static void decrypt(GcmStream gcm, byte[] chunk, int length) {
    for (int at = 0; at < length; at += GcmStream.PORTION) {
      gcm.decryptAuthentic(chunk, at, Math.min(GcmStream.PORTION, length - at));
    }
  }

  @Override
  public String toString() {
    return "VerifiedMedia";
  }
}
