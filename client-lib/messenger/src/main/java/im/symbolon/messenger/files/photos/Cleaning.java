package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.FileSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Leaves out of pictures (JPEG, PNG, WebP, HEIC, AVIF) and films (MP4, 3GP, QuickTime) what they
 * say beside what is seen and heard: where and when they were taken and with what, previews of an
 * uncropped form, and whatever follows their end. The picture itself, its colours and which side is
 * up stay byte for byte. What a file is, its first bytes say, not its name. Other files are left as
 * they are.
 */
public final class Cleaning {
  private static final int HEAD = 12;

  private Cleaning() {}

  /** It begins like a picture of a kind that is cleaned, and is none. */
  public static final class NotCleanable extends Exception {
    private static final long serialVersionUID = 1L;

    NotCleanable(String message) {
      super(message);
    }
  }

  /**
   * The same file without that.
   *
   * @throws NotCleanable for a damaged picture, of which nobody can say what is in it
   * @throws IOException when it cannot be read
   */
  public static FileSource of(FileSource source) throws IOException, NotCleanable {
    List<Splice> splices;
    try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
      in.mark(HEAD);
      byte[] head = head(in);
      in.reset();
      splices = splices(head, new PictureReader(in));
    }
    return splices.isEmpty() ? source : new SplicedSource(source, splices);
  }

  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int at = 0;
    for (int n = in.read(head); n > 0 && at < HEAD; n = in.read(head, at, HEAD - at)) {
      at += n;
    }
    return head;
  }

  private static List<Splice> splices(byte[] head, PictureReader in)
      throws IOException, NotCleanable {
    if (Jpeg.is(head)) {
      return new Jpeg(in).splices();
    }
    if (Png.is(head)) {
      return new Png(in).splices();
    }
    if (Webp.is(head)) {
      return new Webp(in).splices();
    }
    return Isobmff.is(head) ? new Isobmff(in).splices() : List.of();
  }
}
