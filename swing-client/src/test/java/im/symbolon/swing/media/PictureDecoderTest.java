package im.symbolon.swing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import im.symbolon.views.FileItem;
import im.symbolon.views.Media;
import im.symbolon.views.Picked;
import im.symbolon.views.SmallPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private static final int BOX = 400;
  private static final long BOUND = 64L << 20;

  /** Red at its upper left, blue elsewhere. */
  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.setColor(Color.BLUE);
    g2.fillRect(0, 0, width, height);
    g2.setColor(Color.RED);
    g2.fillRect(0, 0, width / 2, height / 2);
    g2.dispose();
    return image;
  }

  private static byte[] file(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void aPictureIsMadeAsLargeAsItsPlace(String format) throws IOException {
    byte[] file = file(format, picture(1600, 800));
    BufferedImage image = PictureDecoder.decode(file, BOX, BOX);
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(200);
    assertThat(new Color(image.getRGB(50, 50)).getRed()).isGreaterThan(200);
    assertThat(new Color(image.getRGB(350, 150)).getBlue()).isGreaterThan(200);
    assertThat(PictureDecoder.decode(file("png", picture(30, 20)), BOX, BOX).getWidth())
        .as("a small one is not made larger")
        .isEqualTo(30);
  }

  /** As phones send them. */
  @Test
  void webpIsShown() throws IOException {
    byte[] pixel =
        Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    assertThat(PictureDecoder.decode(pixel, BOX, BOX).getWidth()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
  void theSideThatIsUpIsUp(int turn, int right, int down) throws IOException {
    byte[] file = turned(file("jpeg", picture(80, 40)), turn);
    BufferedImage image = PictureDecoder.decode(file, BOX, BOX);
    assertThat(image.getWidth()).isEqualTo(turn > 4 ? 40 : 80);
    int x = image.getWidth() / 4 + right * image.getWidth() / 2;
    int y = image.getHeight() / 4 + down * image.getHeight() / 2;
    assertThat(new Color(image.getRGB(x, y)).getRed()).isGreaterThan(200);
    assertThat(new Color(image.getRGB(image.getWidth() - 1 - x, y)).getBlue()).isGreaterThan(200);
  }

  /** With what a camera says about it. */
  private static byte[] turned(byte[] jpeg, int turn) {
    byte[] tiff =
        ByteBuffer.allocate(32)
            .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) turn)
            .putShort((short) 0)
            .array();
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 34})
        .put(tiff)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @DisplayName("Issue 7: a picture of 20,000 x 20,000 pixels")
  @Test
  void aHugePictureIsNeverHeldAsAWhole() throws IOException {
    byte[] file = png(20_000, 20_000, 20_000);
    long before = allocated();
    BufferedImage image = PictureDecoder.decode(file, BOX, BOX);
    assertThat(allocated() - before).isLessThan(BOUND);
    assertThat(image.getWidth()).isEqualTo(BOX);
    assertThat(PictureDecoder.shape(file)).contains(new FileItem.Shape(20_000, 20_000));
    Media.Look look = new DesktopMedia().look(Picked.of("huge.png", file)).orElseThrow();
    assertThat(look.small().map(SmallPicture::bytes).orElseThrow().length).isLessThan(6 * 1024);
  }

  @Test
  void aBombIsNotEvenOpened() throws IOException {
    long before = allocated();
    for (int[] each : new int[][] {{60_000, 60_000}, {1_000_000, 400}, {400, 1 << 30}}) {
      byte[] bomb = png(each[0], each[1], 1);
      assertThatThrownBy(() -> PictureDecoder.decode(bomb, BOX, BOX))
          .isInstanceOf(IOException.class);
      assertThat(PictureDecoder.shape(bomb)).isEmpty();
      assertThat(new DesktopMedia().look(Picked.of("bomb.png", bomb))).isEmpty();
    }
    assertThat(allocated() - before).isLessThan(BOUND);
  }

  /** Its decoder holds all of it, whatever is asked for. */
  @Test
  void aHugeProgressiveJpegIsNotOpened() throws IOException {
    byte[] file = progressive(picture(64, 64));
    assertThat(PictureDecoder.decode(file, BOX, BOX).getWidth()).isEqualTo(64);
    for (int i = 0; i < file.length - 8; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xc2) {
        ByteBuffer.wrap(file).putShort(i + 5, (short) 20_000).putShort(i + 7, (short) 20_000);
      }
    }
    assertThatThrownBy(() -> PictureDecoder.decode(file, BOX, BOX)).isInstanceOf(IOException.class);
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    }
    writer.dispose();
    return out.toByteArray();
  }

  /** Issue 7: a corrupt image. */
  @Property(tries = 200)
  void damageIsSaidAndNothingElseHappens(
      @ForAll Random random,
      @ForAll @IntRange(min = 1, max = 30) int hits,
      @ForAll @IntRange(min = 0, max = 3) int kind)
      throws IOException {
    byte[] file =
        kind == 3
            ? progressive(picture(90, 70))
            : file(new String[] {"jpeg", "png", "gif"}[kind], picture(90, 70));
    for (int i = 0; i < hits; i++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt();
    }
    byte[] cut = Arrays.copyOf(file, file.length - random.nextInt(file.length));
    long before = allocated();
    try {
      assertThat(PictureDecoder.decode(cut, BOX, BOX).getWidth()).isLessThanOrEqualTo(BOX);
    } catch (IOException e) {
      assertThat(allocated() - before).isLessThan(BOUND);
    }
  }

  @Test
  void whatIsNoPictureIsNone() throws IOException {
    for (byte[] each :
        new byte[][] {{}, "GIF8".getBytes(StandardCharsets.US_ASCII), new byte[99]}) {
      assertThatThrownBy(() -> PictureDecoder.decode(each, BOX, BOX))
          .isInstanceOf(IOException.class);
    }
    byte[] bmp = file("bmp", picture(10, 10));
    assertThatThrownBy(() -> PictureDecoder.decode(bmp, BOX, BOX))
        .as("kinds that chats do not need are not opened")
        .isInstanceOf(IOException.class);
    assertThat(new DesktopMedia().look(Picked.of("text.txt", new byte[5]))).isEmpty();
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Of one grey; so many of its rows are there. */
  private static byte[] png(int width, int height, int rows) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(data, new Deflater(Deflater.BEST_SPEED))) {
      byte[] row = new byte[width + 1];
      Arrays.fill(row, 1, row.length, (byte) 0x77);
      for (int i = 0; i < rows; i++) {
        deflate.write(row);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    byte[] head =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 0, 0, 0, 0})
            .array();
    chunk(out, "IHDR", head);
    chunk(out, "IDAT", data.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream to, String type, byte[] content)
      throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
