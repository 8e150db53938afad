package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JPEG picture (ITU T.81 annex B). Of its application segments those stay that say how its
 * colours are meant: JFIF, ICC profiles and Adobe's.
 */
final class Jpeg {
  private static final int APP_0 = 0xe0;
  private static final int APP_1 = 0xe1;
  private static final int APP_2 = 0xe2;
  private static final int APP_14 = 0xee;
  private static final int APP_15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;

  private final PictureReader in;
  private final List<Splice> splices = new ArrayList<>();
  private boolean turned;

  Jpeg(PictureReader in) {
    this.in = in;
  }

  static boolean is(byte[] head) {
    return head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff;
  }

  List<Splice> splices() throws IOException, NotCleanable {
    in.skip(2);
    int marker = marker(in.u8());
    while (marker != END) {
      segment(marker);
      marker = marker == START_OF_SCAN ? afterScan() : marker(in.u8());
    }
    if (!in.isAtEnd()) {
      splices.add(Splice.out(in.at(), Splice.TO_END));
    }
    return splices;
  }

  /** The code behind any number of 0xff. */
  private int marker(int first) throws IOException, NotCleanable {
    if (first != 0xff) {
      throw new NotCleanable("no marker where one should be");
    }
    int code = 0xff;
    while (code == 0xff) {
      code = in.u8();
    }
    return code;
  }

  private static boolean isAlone(int marker) {
    return marker == 1 || (marker >= 0xd0 && marker <= 0xd8);
  }

  private void segment(int marker) throws IOException, NotCleanable {
    if (isAlone(marker)) {
      return;
    }
    long begin = in.at() - 2;
    int length = in.u16() - 2;
    if (length < 0 || marker == 0) {
      throw new NotCleanable("a segment without a length");
    }
    byte[] content = in.bytes(length);
    if (!stays(marker, content)) {
      splices.add(new Splice(begin, in.at() - begin, instead(marker, content)));
    }
  }

  private static boolean stays(int marker, byte[] content) {
    return switch (marker) {
      case APP_0 -> begins(content, "JFIF\0");
      case APP_2 -> begins(content, "ICC_PROFILE\0");
      case APP_14 -> begins(content, "Adobe");
      default -> marker != COMMENT && (marker < APP_0 || marker > APP_15);
    };
  }

  private static boolean begins(byte[] content, String with) {
    byte[] head = with.getBytes(StandardCharsets.US_ASCII);
    return content.length >= head.length
        && Arrays.equals(Arrays.copyOf(content, head.length), head);
  }

  /** Which side is up, said once. */
  private byte[] instead(int marker, byte[] content) {
    if (marker != APP_1 || turned || !begins(content, "Exif\0\0")) {
      return new byte[0];
    }
    byte[] tiff = Orientation.alone(Orientation.withoutHead(content));
    if (tiff.length == 0) {
      return tiff;
    }
    turned = true;
    int length = 2 + Orientation.HEAD.length + tiff.length;
    return ByteBuffer.allocate(2 + length)
        .put((byte) 0xff)
        .put((byte) APP_1)
        .putShort((short) length)
        .put(Orientation.HEAD)
        .put(tiff)
        .array();
  }

  /** The next marker behind the coded picture, in which 0xff is followed by 0 or a restart. */
  private int afterScan() throws IOException, NotCleanable {
    while (true) {
      int value = in.u8();
      if (value == 0xff) {
        int code = marker(0xff);
        if (code != 0 && (code < 0xd0 || code > 0xd7)) {
          return code;
        }
      }
    }
  }
}
