package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG picture (third edition, §5). Chunks that are not needed to show it are left out. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final String EXIF = "eXIf";
  private static final String END = "IEND";
  private static final int FRAME = 12;
  private static final int LARGEST_EXIF = 1 << 20;
  private static final Set<String> SHOWN =
      Set.of(
          "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "tRNS",
          "pHYs", "sPLT", "acTL", "fcTL", "fdAT");

  private final PictureReader in;
  private final List<Splice> splices = new ArrayList<>();

  Png(PictureReader in) {
    this.in = in;
  }

  static boolean is(byte[] head) {
    return Arrays.equals(Arrays.copyOf(head, SIGNATURE.length), SIGNATURE);
  }

  List<Splice> splices() throws IOException, NotCleanable {
    in.skip(SIGNATURE.length);
    String type = "";
    while (!type.equals(END)) {
      type = chunk();
    }
    if (!in.isAtEnd()) {
      splices.add(Splice.out(in.at(), Splice.TO_END));
    }
    return splices;
  }

  private String chunk() throws IOException, NotCleanable {
    long begin = in.at();
    long length = in.u32();
    String type = new String(in.bytes(4), StandardCharsets.ISO_8859_1);
    boolean critical = Character.isUpperCase(type.charAt(0));
    if (length > Integer.MAX_VALUE) {
      throw new NotCleanable("a chunk that is too long");
    }
    byte[] instead = type.equals(EXIF) && length < LARGEST_EXIF ? exif((int) length) : skip(length);
    in.skip(4);
    if (!critical && !SHOWN.contains(type)) {
      splices.add(new Splice(begin, FRAME + length, instead));
    }
    return type;
  }

  private byte[] skip(long length) throws IOException, NotCleanable {
    in.skip(length);
    return new byte[0];
  }

  private byte[] exif(int length) throws IOException, NotCleanable {
    byte[] tiff = Orientation.alone(Orientation.withoutHead(in.bytes(length)));
    if (tiff.length == 0) {
      return tiff;
    }
    byte[] typed =
        ByteBuffer.allocate(4 + tiff.length)
            .put(EXIF.getBytes(StandardCharsets.US_ASCII))
            .put(tiff)
            .array();
    CRC32 sum = new CRC32();
    sum.update(typed);
    return ByteBuffer.allocate(FRAME + tiff.length)
        .putInt(tiff.length)
        .put(typed)
        .putInt((int) sum.getValue())
        .array();
  }
}
