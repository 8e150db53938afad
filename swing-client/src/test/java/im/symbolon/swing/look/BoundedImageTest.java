package im.symbolon.swing.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as strangers make them. */
class BoundedImageTest {
  private static final BoundedImage.Bounds BOUNDS = new BoundedImage.Bounds(16_000_000L, 256);

  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.setColor(Color.RED);
    g2.fillRect(0, 0, width, height);
    g2.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** A PNG that says to be that large, and holds nothing. */
  private static byte[] boast(int width, int height) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(chunk);
    data.write("IHDR".getBytes(StandardCharsets.US_ASCII));
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.toByteArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream png = new DataOutputStream(out);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeInt(13);
    png.write(chunk.toByteArray());
    png.writeInt((int) crc.getValue());
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void usualPicturesAreRead(String format) throws Exception {
    assertThat(BoundedImage.read(picture(format, 40, 30), BOUNDS)).isPresent();
  }

  @Test
  void aLargeOneIsMadeSmallWhileItIsRead() throws Exception {
    BufferedImage read = BoundedImage.read(picture("png", 3_000, 2_000), BOUNDS).orElseThrow();
    assertThat(Math.min(read.getWidth(), read.getHeight())).isBetween(256, 512);
  }

  @Test
  void oneThatSaysToBeHugeIsNotDecoded() throws Exception {
    for (int[] size :
        new int[][] {{20_000, 20_000}, {Integer.MAX_VALUE, Integer.MAX_VALUE}, {1, 1 << 30}}) {
      assertThat(BoundedImage.read(boast(size[0], size[1]), BOUNDS)).isEmpty();
    }
  }

  @Test
  void damagedOnesAreNone() throws Exception {
    byte[] whole = picture("png", 40, 30);
    for (byte[] each :
        new byte[][] {
          {},
          {0},
          boast(40, 30),
          Arrays.copyOf(whole, 30),
          "<svg/>".getBytes(StandardCharsets.UTF_8)
        }) {
      assertThat(BoundedImage.read(each, BOUNDS)).isEmpty();
    }
  }

  @Property(tries = 200)
  void anyDamageIsBorne(@ForAll int place, @ForAll byte value) throws Exception {
    byte[] bytes = picture("jpg", 64, 64);
    bytes[Math.floorMod(place, bytes.length)] = value;
    BoundedImage.read(bytes, BOUNDS)
        .ifPresent(image -> assertThat(image.getWidth()).isLessThanOrEqualTo(16_000_000));
  }

  @Test
  void aFileThatIsNotThereOrNoFileIsNone(@TempDir Path folder) throws Exception {
    assertThat(BoundedImage.read(folder.resolve("nothing.png"), BOUNDS)).isEmpty();
    assertThat(BoundedImage.read(folder, BOUNDS)).isEmpty();
    Path file = Files.write(folder.resolve("x.png"), picture("png", 40, 30));
    assertThat(BoundedImage.read(file, BOUNDS)).isPresent();
    assertThat(QrPicture.read(file)).isEmpty();
  }
}
