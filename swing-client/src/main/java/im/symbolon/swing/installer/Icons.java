package im.symbolon.swing.installer;

import im.symbolon.swing.desk.Badge;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/** The program's sign as a file, in the form that a system takes. */
final class Icons {
  private static final int LARGEST = 512;
  private static final List<Integer> WINDOWS_SIZES = List.of(16, 24, 32, 48, 64, 128, 256);
  private static final int ICO_HEAD = 6;
  private static final int ICO_ENTRY = 16;
  private static final int BITS = 32;

  /** Apple's names of its sizes, for pictures in PNG. */
  private static final Map<String, Integer> APPLE_SIZES =
      new TreeMap<>(Map.of("ic07", 128, "ic08", 256, "ic09", 512, "ic10", 1024));

  private static final int ICNS_HEAD = 8;

  private Icons() {}

  /** For Linux. */
  static byte[] png() {
    return png(LARGEST);
  }

  private static byte[] png(int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write((BufferedImage) Badge.icon(size, 0), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** For Windows: a directory of pictures in PNG, as Windows Vista and later read it. */
  static byte[] ico() {
    List<byte[]> pictures = new ArrayList<>();
    WINDOWS_SIZES.forEach(size -> pictures.add(png(size)));
    int at = ICO_HEAD + ICO_ENTRY * pictures.size();
    int length = at + pictures.stream().mapToInt(each -> each.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      byte side = (byte) WINDOWS_SIZES.get(i).intValue(); // 0 says 256
      out.put(side).put(side).putShort((short) 0).putShort((short) 1).putShort((short) BITS);
      out.putInt(pictures.get(i).length).putInt(at);
      at += pictures.get(i).length;
    }
    pictures.forEach(out::put);
    return out.array();
  }

  /** For macOS. */
  static byte[] icns() {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    APPLE_SIZES.forEach((name, size) -> part(parts, name, png(size)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    part(out, "icns", parts.toByteArray());
    return out.toByteArray();
  }

  private static void part(ByteArrayOutputStream out, String name, byte[] content) {
    DataOutputStream data = new DataOutputStream(out);
    try {
      data.write(name.getBytes(StandardCharsets.US_ASCII));
      data.writeInt(ICNS_HEAD + content.length);
      data.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
