package im.symbolon.ratchet.media;

import im.symbolon.ratchet.media.MediaException.Reason;
import java.io.IOException;
import java.io.InputStream;

/** Reading exactly so much, however a stream portions it. */
final class Portions {
  private Portions() {}

  static void fill(InputStream in, byte[] out, int length) throws IOException, MediaException {
    for (int at = 0; at < length; ) {
      int n = in.read(out, at, length - at);
      if (n < 0) {
        throw new MediaException(Reason.TOO_SHORT, "this file is not complete");
      }
      at += n;
    }
  }
}
