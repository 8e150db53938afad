package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a picture is to be turned before it is shown, as a camera says that was held sideways. */
public final class Turned {
  private static final int APP_1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int HEAD = 12;
  private static final int LARGEST_EXIF = 1 << 20;

  private Turned() {}

  /** As TIFF has it (tag 274), 1 to 8; 1 for a picture that is upright, or is none. */
  public static int of(byte[] picture) {
    byte[] head = Arrays.copyOf(picture, HEAD);
    PictureReader in = new PictureReader(new ByteArrayInputStream(picture));
    try {
      int found = Orientation.UPRIGHT;
      if (Jpeg.is(head)) {
        found = jpeg(in);
      } else if (Webp.is(head)) {
        found = webp(in);
      }
      return found < Orientation.UPRIGHT || found > Orientation.LAST ? 1 : found;
    } catch (IOException | NotCleanable e) {
      return Orientation.UPRIGHT;
    }
  }

  private static int jpeg(PictureReader in) throws IOException, NotCleanable {
    in.skip(2);
    while (in.u8() == 0xff) {
      int marker = in.u8();
      while (marker == 0xff) {
        marker = in.u8();
      }
      if (marker == START_OF_SCAN) {
        return Orientation.UPRIGHT;
      }
      byte[] content = in.bytes(Math.max(0, in.u16() - 2));
      byte[] tiff = Orientation.withoutHead(content);
      if (marker == APP_1 && tiff.length < content.length) {
        return Orientation.read(tiff);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static int webp(PictureReader in) throws IOException, NotCleanable {
    in.skip(HEAD);
    while (!in.isAtEnd()) {
      String type = new String(in.bytes(4), StandardCharsets.ISO_8859_1);
      long length = in.u32Little();
      if (type.equals("EXIF") && length < LARGEST_EXIF) {
        return Orientation.read(Orientation.withoutHead(in.bytes((int) length)));
      }
      in.skip(length + length % 2);
    }
    return Orientation.UPRIGHT;
  }
}
