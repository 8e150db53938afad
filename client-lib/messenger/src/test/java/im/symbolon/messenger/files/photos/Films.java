package im.symbolon.messenger.files.photos;

import static im.symbolon.messenger.files.photos.Pictures.PLACE;
import static im.symbolon.messenger.files.photos.Pictures.join;
import static im.symbolon.messenger.files.photos.Pictures.tiff;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Films and HEIC pictures as cameras make them, in small: what is seen is a text. */
final class Films {
  static final String SEEN = "what is seen and heard";
  static final byte[] TYPE = box("ftyp", text("isom"), u32(512), text("isom"));

  /** Half past twelve, in seconds since 1904. */
  static final int TIME = 0x4a5b6c7d;

  private Films() {}

  static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static byte[] u32(int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length);
    for (int each : values) {
      out.putInt(each);
    }
    return out.array();
  }

  static byte[] u16(int... values) {
    ByteBuffer out = ByteBuffer.allocate(2 * values.length);
    for (int each : values) {
      out.putShort((short) each);
    }
    return out.array();
  }

  static byte[] u64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  static byte[] all(byte[]... parts) {
    byte[] out = new byte[0];
    for (byte[] each : parts) {
      out = join(out, each);
    }
    return out;
  }

  static byte[] box(String type, byte[]... content) {
    byte[] in = all(content);
    return all(u32(8 + in.length), text(type), in);
  }

  /**
   * A film whose samples are before its head, at the same place in every film: what is seen, then
   * where the camera was, twice.
   *
   * @param far whether chunks have places of 64 bits
   * @param more in the head
   */
  static byte[] film(boolean far, byte[]... more) {
    byte[] samples = box("mdat", text(SEEN), text(PLACE + PLACE));
    int seen = TYPE.length + 8;
    byte[] head =
        box(
            "moov",
            box("mvhd", u32(0, TIME, TIME), u32(600, 1200)),
            track(1, "vide", table(far, new int[] {seen}, SEEN.length())),
            track(2, "meta", table(far, places(seen), PLACE.length())),
            box("udta", box("\u00a9xyz", text(PLACE))),
            all(more));
    return all(TYPE, samples, head);
  }

  private static int[] places(int seen) {
    int first = seen + SEEN.length();
    return new int[] {first, first + PLACE.length()};
  }

  static byte[] track(int id, String handler, byte[] table) {
    return box(
        "trak",
        box("tkhd", u32(0, TIME, TIME, id, 0)),
        box("udta", box("loci", text(PLACE))),
        box(
            "mdia",
            box("mdhd", u32(0, TIME, TIME), u32(600, 1200)),
            box("hdlr", u32(0, 0), text(handler), u32(0, 0, 0)),
            box("minf", table)));
  }

  /** One sample in a chunk, each of the same length. */
  static byte[] table(boolean far, int[] chunks, int length) {
    byte[] places = new byte[0];
    for (int each : chunks) {
      places = join(places, far ? u64(each) : u32(each));
    }
    return box(
        "stbl",
        box("stsc", u32(0, 1, 1, 1, 1)),
        box("stsz", u32(0, length, chunks.length)),
        box(far ? "co64" : "stco", u32(0, chunks.length), places));
  }

  /** A picture whose Exif data lie behind it, and whose XMP lies in its head. */
  static byte[] heic() {
    byte[] exif = all(u32(0), tiff(ByteOrder.BIG_ENDIAN, 6));
    byte[] type = box("ftyp", text("heic"), u32(0), text("mif1heic"));
    int before = type.length + picture(0, exif.length).length + 8;
    return all(type, picture(before, exif.length), box("mdat", text(SEEN), exif));
  }

  private static byte[] picture(int at, int exif) {
    return box(
        "meta",
        u32(0),
        box("hdlr", u32(0, 0), text("pict"), u32(0, 0, 0)),
        box("pitm", u32(0), u16(1)),
        box("iinf", u32(0), u16(3), item(1, "hvc1"), item(2, "Exif"), item(3, "mime")),
        box(
            "iloc",
            u32(1 << 24),
            u16(0x4400, 3),
            place(1, 0, at, SEEN.length()),
            place(2, 0, at + SEEN.length(), exif),
            place(3, 1, 0, PLACE.length())),
        box("iprp", box("ipco", box("udes", u32(0), text(PLACE)), box("irot", new byte[] {3}))),
        box("xml ", u32(0), text(PLACE)),
        box("idat", text(PLACE)));
  }

  private static byte[] item(int id, String kind) {
    return box("infe", u32(2 << 24), u16(id, 0), text(kind), new byte[1]);
  }

  private static byte[] place(int id, int method, int at, int length) {
    return all(u16(id, method, 0, 1), u32(at, length));
  }
}
