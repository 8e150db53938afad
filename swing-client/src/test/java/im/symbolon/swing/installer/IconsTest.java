package im.symbolon.swing.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IconsTest {
  private static int side(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png)).getWidth();
  }

  @Test
  void linuxGetsOneLargePicture() throws IOException {
    assertThat(side(Icons.png())).isEqualTo(512);
  }

  @Test
  void windowsGetsADirectoryWhoseEveryEntryIsAPictureOfItsSize() throws IOException {
    byte[] file = Icons.ico();
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getShort()).isZero();
    assertThat(in.getShort()).isEqualTo((short) 1);
    int count = in.getShort();
    assertThat(count).isEqualTo(7);
    int end = 0;
    for (int i = 0; i < count; i++) {
      int side = in.get() & 0xff;
      assertThat(in.get() & 0xff).isEqualTo(side);
      in.getShort();
      assertThat(in.getShort()).isEqualTo((short) 1);
      assertThat(in.getShort()).isEqualTo((short) 32);
      int length = in.getInt();
      int at = in.getInt();
      assertThat(side(Arrays.copyOfRange(file, at, at + length))).isEqualTo(side == 0 ? 256 : side);
      end = at + length;
    }
    assertThat(end).isEqualTo(file.length);
  }

  @Test
  void macOsGetsPartsThatAreAsLongAsTheySay() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Icons.icns());
    assertThat(in.getInt()).isEqualTo(0x69636e73); // icns
    assertThat(in.getInt()).isEqualTo(in.capacity());
    for (int expected : new int[] {128, 256, 512, 1024}) {
      in.getInt();
      byte[] png = new byte[in.getInt() - 8];
      in.get(png);
      assertThat(side(png)).isEqualTo(expected);
    }
    assertThat(in.hasRemaining()).isFalse();
  }
}
