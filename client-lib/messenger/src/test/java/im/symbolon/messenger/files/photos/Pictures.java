package im.symbolon.messenger.files.photos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures that tell where they were taken. */
final class Pictures {
  /** What must not be found in a picture that is sent. */
  static final String PLACE = "52.5200N 13.4050E";

  private Pictures() {}

  static byte[] plain(String format) throws IOException {
    BufferedImage image = new BufferedImage(61, 43, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 61 * 43; i++) {
      image.setRGB(i % 61, i / 61, random.nextInt(0x1000000));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  static int[] pixels(byte[] picture) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** Exif data with a place, and which side is up. */
  static byte[] tiff(ByteOrder order, int orientation) {
    byte[] place = PLACE.getBytes(ISO_8859_1);
    ByteBuffer out = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + place.length).order(order);
    out.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
    out.put((byte) (order == ByteOrder.BIG_ENDIAN ? 'M' : 'I'));
    out.putShort((short) 42).putInt(8).putShort((short) 2);
    out.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    out.putShort((short) orientation).putShort((short) 0);
    out.putShort((short) 0x8825).putShort((short) 4).putInt(place.length).putInt(38);
    out.putInt(0).put(place);
    return out.array();
  }

  /** After the first two bytes: Exif, XMP, IPTC, a comment; after the end, a film with a place. */
  static byte[] jpeg(byte[] plain, byte[] tiff) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    segment(out, 0xe1, join("Exif\0\0".getBytes(ISO_8859_1), tiff));
    segment(out, 0xe1, ("http://ns.adobe.com/xap/1.0/\0<x>" + PLACE + "</x>").getBytes(ISO_8859_1));
    segment(out, 0xed, ("Photoshop 3.0\0" + PLACE).getBytes(ISO_8859_1));
    segment(out, 0xe2, ("MPF\0" + PLACE).getBytes(ISO_8859_1));
    byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    segment(out, 0xe2, join("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), colours));
    segment(out, 0xfe, PLACE.getBytes(ISO_8859_1));
    out.write(plain, 2, plain.length - 2);
    out.write(("ftypmp42" + PLACE).getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] content)
      throws IOException {
    out.write(0xff);
    out.write(marker);
    out.write((content.length + 2) >> 8);
    out.write(content.length + 2);
    out.write(content);
  }

  static byte[] png(byte[] plain, byte[] tiff) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 33); // signature and first chunk
    chunk(out, "eXIf", tiff);
    chunk(out, "tEXt", ("Comment\0" + PLACE).getBytes(ISO_8859_1));
    chunk(out, "iTXt", ("XML:com.adobe.xmp\0\0\0\0\0" + PLACE).getBytes(ISO_8859_1));
    chunk(out, "pHYs", new byte[] {0, 0, 1, 0, 0, 0, 1, 0, 1});
    chunk(out, "prVt", PLACE.getBytes(ISO_8859_1));
    out.write(plain, 33, plain.length - 33);
    out.write(PLACE.getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content)
      throws IOException {
    byte[] typed = join(type.getBytes(ISO_8859_1), content);
    CRC32 sum = new CRC32();
    sum.update(typed);
    out.write(ByteBuffer.allocate(4).putInt(content.length).array());
    out.write(typed);
    out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** The frame of an extended file; what is in "VP8L" is not looked at. */
  static byte[] webp(byte[] tiff) throws IOException {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    riff(chunks, "VP8X", new byte[] {0x2c, 0, 0, 0, 60, 0, 0, 42, 0, 0});
    riff(chunks, "ICCP", "colours".getBytes(ISO_8859_1));
    riff(chunks, "VP8L", "the picture".getBytes(ISO_8859_1));
    riff(chunks, "EXIF", tiff);
    riff(chunks, "XMP ", PLACE.getBytes(ISO_8859_1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    riff(out, "RIFF", join("WEBP".getBytes(ISO_8859_1), chunks.toByteArray()));
    out.write(PLACE.getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  static void riff(ByteArrayOutputStream out, String type, byte[] content) throws IOException {
    out.write(type.getBytes(ISO_8859_1));
    out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).array());
    out.write(content);
    if (content.length % 2 == 1) {
      out.write(0);
    }
  }

  static byte[] join(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }
}
