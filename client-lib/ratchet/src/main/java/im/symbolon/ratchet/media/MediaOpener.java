package im.symbolon.ratchet.media;

import im.symbolon.ratchet.media.MediaException.Reason;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.GcmStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Judges sealed files against what a message says about them, in constant memory. Everything is
 * judged before anything is shown: the tag, and every hash that the message told.
 */
public final class MediaOpener {
  private final MediaKey key;
  private final MediaClaims claims;

  /** For the file of that key; the caller closes the key, after the last use of what it opened. */
  public MediaOpener(MediaKey key, MediaClaims claims) {
    this.key = key;
    this.claims = claims;
  }

  /**
   * Reads a sealed file to its end and judges it. Plaintext beyond the size that was told is
   * padding (XEP-0448 §3.2). Without a tag it is taken when the message told a hash of the sealed
   * file (XEP-0448 §4).
   *
   * @param length of the sealed file, in bytes
   * @throws MediaException for every reason
   */
  public VerifiedMedia verify(InputStream sealed, long length) throws IOException, MediaException {
    int tagLength = isWithoutTag(length) ? 0 : AesGcm.TAG_LENGTH;
    long inner = length - tagLength;
    long size = claims.size().orElse(inner);
    if (inner < size || inner < 0) {
      throw new MediaException(Reason.TOO_SHORT, "this file is not complete");
    }
    Judgement judgement = new Judgement(size);
    try (GcmStream gcm = key.begin()) {
      judgement.read(sealed, inner, gcm);
      judgement.conclude(exactly(sealed, tagLength), gcm);
    }
    if (sealed.read() >= 0) {
      throw new MediaException(Reason.TOO_LONG, "this file is longer than it should be");
    }
    return new VerifiedMedia(key, judgement.chunks, inner, size);
  }

  private boolean isWithoutTag(long length) {
    return claims.size().isPresent()
        && claims.size().getAsLong() == length
        && !claims.sealed().isEmpty();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException, MediaException {
    byte[] out = new byte[length];
    Portions.fill(in, out, length);
    return out;
  }

  /** What is known of a file that is being read. */
  private final class Judgement {
    private final Digests sealed = Digests.judging(claims.sealed());
    private final Digests plain = Digests.judging(claims.plain());
    private final ChunkSums chunks = new ChunkSums();
    private long left;

    Judgement(long size) {
      this.left = size;
    }

    void read(InputStream in, long inner, GcmStream gcm) throws IOException, MediaException {
      byte[] portion = new byte[GcmStream.PORTION];
      try {
        for (long at = 0; at < inner; at += portion.length) {
          int n = (int) Math.min(portion.length, inner - at);
          Portions.fill(in, portion, n);
          take(portion, n, gcm);
        }
        chunks.finish();
      } finally {
        Arrays.fill(portion, (byte) 0);
      }
    }

    private void take(byte[] portion, int n, GcmStream gcm) {
      sealed.update(portion, 0, n);
      chunks.update(portion, 0, n);
      gcm.decrypt(portion, 0, n);
      int shown = (int) Math.min(n, left);
      plain.update(portion, 0, shown);
      left -= shown;
    }

    void conclude(byte[] tag, GcmStream gcm) throws MediaException {
      sealed.update(tag, 0, tag.length);
      boolean tagged = tag.length == 0 || gcm.isTag(tag);
      if (!tagged || !sealed.meet(claims.sealed()) || !plain.meet(claims.plain())) {
        throw new MediaException(Reason.NOT_AUTHENTIC, "this file is not the one that was sent");
      }
    }
  }
}
