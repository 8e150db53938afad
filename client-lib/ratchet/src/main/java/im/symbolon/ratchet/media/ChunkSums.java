package im.symbolon.ratchet.media;

import im.symbolon.ratchet.primitives.GcmStream;
import im.symbolon.ratchet.primitives.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Hashes of a ciphertext's chunks, by which it is known again: 32 KiB for a file of 1 GiB. */
final class ChunkSums {
  /** A multiple of what is read at a time, so that no portion lies in two chunks. */
  static final int CHUNK = 64 * GcmStream.PORTION;

  private final MessageDigest digest = Sha256.create();
  private final List<byte[]> sums = new ArrayList<>();
  private int filled;

  void update(byte[] in, int offset, int length) {
    digest.update(in, offset, length);
    filled += length;
    if (filled == CHUNK) {
      finish();
    }
  }

  /** Takes what came last as a chunk. */
  void finish() {
    if (filled != 0) {
      sums.add(digest.digest());
      filled = 0;
    }
  }

  boolean isChunk(int number, byte[] in, int length) {
    digest.update(in, 0, length);
    return MessageDigest.isEqual(sums.get(number), digest.digest());
  }
}
