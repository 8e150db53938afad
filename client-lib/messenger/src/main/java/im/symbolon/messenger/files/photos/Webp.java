package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A WebP picture (RFC 9649): chunks in a RIFF frame, whose length says where it ends. */
final class Webp {
  private static final String EXIF = "EXIF";
  private static final String EXTENDED = "VP8X";
  private static final int HEAD = 12;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;
  private static final int LARGEST_EXIF = 1 << 20;
  private static final Set<String> SHOWN =
      Set.of("VP8 ", "VP8L", EXTENDED, "ALPH", "ANIM", "ANMF", "ICCP");

  private final PictureReader in;
  private final List<Splice> splices = new ArrayList<>();
  private long change;
  private long flagsAt = -1;
  private int flags;
  private boolean turned;

  Webp(PictureReader in) {
    this.in = in;
  }

  static boolean is(byte[] head) {
    return text(head, 0).equals("RIFF") && text(head, 8).equals("WEBP");
  }

  private static String text(byte[] bytes, int at) {
    return new String(Arrays.copyOfRange(bytes, at, at + 4), StandardCharsets.ISO_8859_1);
  }

  List<Splice> splices() throws IOException, NotCleanable {
    in.skip(4);
    long length = in.u32Little();
    in.skip(4);
    long end = HEAD - 4 + length;
    while (in.at() + 8 <= end) {
      chunk();
    }
    if (in.at() > end + 1) {
      throw new NotCleanable("a chunk reaches beyond its frame");
    }
    if (!in.isAtEnd()) {
      splices.add(Splice.out(in.at(), Splice.TO_END));
    }
    return splices.isEmpty() ? splices : framed(in.at() - 8);
  }

  private void chunk() throws IOException, NotCleanable {
    long begin = in.at();
    String type = text(in.bytes(4), 0);
    long length = in.u32Little();
    byte[] instead = new byte[0];
    if (type.equals(EXIF) && length < LARGEST_EXIF) {
      instead = exif((int) length);
    } else if (type.equals(EXTENDED) && length > 0) {
      flagsAt = in.at();
      flags = in.u8();
      in.skip(length - 1);
    } else {
      in.skip(length);
    }
    if (length % 2 == 1 && !in.isAtEnd()) {
      in.skip(1);
    }
    if (!SHOWN.contains(type)) {
      long whole = in.at() - begin;
      splices.add(new Splice(begin, whole, instead));
      change += instead.length - whole;
    }
  }

  private byte[] exif(int length) throws IOException, NotCleanable {
    byte[] tiff = Orientation.alone(Orientation.withoutHead(in.bytes(length)));
    if (tiff.length == 0 || turned) {
      return new byte[0];
    }
    turned = true;
    return ByteBuffer.allocate(8 + tiff.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(EXIF.getBytes(StandardCharsets.US_ASCII))
        .putInt(tiff.length)
        .put(tiff)
        .array();
  }

  /** The frame's length and the flags say what is in it now. */
  private List<Splice> framed(long length) {
    List<Splice> all = new ArrayList<>();
    byte[] now =
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) (length + change))
            .array();
    all.add(new Splice(4, 4, now));
    if (flagsAt >= 0) {
      int without = flags & ~(EXIF_FLAG | XMP_FLAG);
      all.add(new Splice(flagsAt, 1, new byte[] {(byte) (turned ? without | EXIF_FLAG : without)}));
    }
    for (Splice each : splices) {
      boolean before = flagsAt >= 0 && each.offset() < flagsAt;
      all.add(before ? all.size() - 1 : all.size(), each);
    }
    return all;
  }
}
