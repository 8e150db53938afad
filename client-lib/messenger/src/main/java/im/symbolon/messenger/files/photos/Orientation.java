package im.symbolon.messenger.files.photos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which side of a picture is up: the one thing in Exif data that belongs to how it looks. */
final class Orientation {
  /** In front of Exif data in JPEG, and sometimes in WebP. */
  static final byte[] HEAD = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  static final int UPRIGHT = 1;
  static final int LAST = 8;
  private static final int ENTRY = 12;
  private static final int TIFF_HEAD = 8;

  private Orientation() {}

  /**
   * Exif data that says the same about it and nothing else; none for an upright picture, and when
   * that cannot be read.
   *
   * @param tiff as it was, without {@link #HEAD}
   */
  static byte[] alone(byte[] tiff) {
    int found = read(tiff);
    if (found <= UPRIGHT || found > LAST) {
      return new byte[0];
    }
    return ByteBuffer.allocate(TIFF_HEAD + 2 + ENTRY + 4)
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(TIFF_HEAD)
        .putShort((short) 1)
        .putShort((short) TAG)
        .putShort((short) SHORT)
        .putInt(1)
        .putShort((short) found)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** Without the head that may be there. */
  static byte[] withoutHead(byte[] exif) {
    boolean headed =
        exif.length >= HEAD.length && Arrays.equals(Arrays.copyOf(exif, HEAD.length), HEAD);
    return headed ? Arrays.copyOfRange(exif, HEAD.length, exif.length) : exif;
  }

  /** 1 to 8, as TIFF has it; 1 when nothing is said. */
  static int read(byte[] tiff) {
    if (tiff.length < TIFF_HEAD || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) {
      return UPRIGHT;
    }
    ByteBuffer in =
        ByteBuffer.wrap(tiff)
            .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(in.getInt(4));
    if (directory > tiff.length - 2) {
      return UPRIGHT;
    }
    int count = in.getShort((int) directory) & 0xffff;
    return find(in, (int) directory + 2, count);
  }

  private static int find(ByteBuffer in, int begin, int count) {
    for (int i = 0; i < count && begin + (i + 1) * ENTRY <= in.capacity(); i++) {
      int entry = begin + i * ENTRY;
      if ((in.getShort(entry) & 0xffff) == TAG && in.getShort(entry + 2) == SHORT) {
        return in.getShort(entry + 8) & 0xffff;
      }
    }
    return UPRIGHT;
  }
}
