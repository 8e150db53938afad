package im.symbolon.swing.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QrPictureTest {
  private static final String LINK = "xmpp:bob@beta.test?omemo-sid-1=" + "0a".repeat(32);

  /** As the client paints it, somewhere in a picture. */
  private static BufferedImage picture(int width, int height, int code) {
    QrView view = new QrView(code, "code");
    view.show(LINK);
    view.setSize(code, code);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.setColor(Color.GRAY);
    g2.fillRect(0, 0, width, height);
    g2.translate(width / 3, height / 4);
    view.paint(g2);
    g2.dispose();
    return image;
  }

  @Test
  void aCodeIsReadInAPicture(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("photo.png");
    ImageIO.write(picture(1_600, 1_200, 500), "png", file.toFile());
    assertThat(QrPicture.read(file)).contains(LINK);
  }

  @Test
  void aPictureWithoutACodeHasNone() {
    assertThat(QrPicture.in(new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB))).isEmpty();
    assertThat(QrPicture.in(new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY))).isEmpty();
  }

  @Test
  void halfACodeIsNone() {
    BufferedImage whole = picture(800, 800, 400);
    assertThat(QrPicture.in(whole)).contains(LINK);
    assertThat(QrPicture.in(whole.getSubimage(0, 0, 430, 800))).isEmpty();
  }
}
