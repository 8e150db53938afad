package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.HashAlgorithm;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.GcmStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** Seals files: the ciphertext of AES-GCM with its tag at the end, in constant memory. */
public final class MediaSealer {
  private MediaSealer() {}

  /** Bytes of the sealed file of a file of that many. */
  public static long sealedSize(long size) {
    return Math.addExact(size, AesGcm.TAG_LENGTH);
  }

  /**
   * Seals all that can be read. Closes neither stream.
   *
   * @param key fresh; not to be used again, whatever happens here
   * @throws IOException of either stream; what was written until then is to be thrown away
   */
  public static SealedMedia seal(InputStream file, OutputStream out, MediaKey key)
      throws IOException {
    Digests plain = new Digests(List.of(HashAlgorithm.SHA_256));
    Digests sealed = new Digests(List.of(HashAlgorithm.SHA_256));
    byte[] portion = new byte[GcmStream.PORTION];
    long size = 0;
    try (GcmStream gcm = key.begin()) {
      for (int n = file.read(portion); n >= 0; n = file.read(portion)) {
        plain.update(portion, 0, n);
        gcm.encrypt(portion, 0, n);
        sealed.update(portion, 0, n);
        out.write(portion, 0, n);
        size += n;
      }
      byte[] tag = gcm.tag();
      sealed.update(tag, 0, tag.length);
      out.write(tag);
      return new SealedMedia(size, plain.only(), sealed.only());
    } finally {
      Arrays.fill(portion, (byte) 0);
    }
  }
}
