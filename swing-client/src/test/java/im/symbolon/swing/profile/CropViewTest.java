package im.symbolon.swing.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CropViewTest {
  private final CropView view = new CropView(picture(900, 300));

  CropViewTest() {
    view.setSize(300, 300);
  }

  /** A third of it red, a third green, a third blue. */
  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    Color[] colors = {Color.RED, Color.GREEN, Color.BLUE};
    for (int i = 0; i < colors.length; i++) {
      g2.setColor(colors[i]);
      g2.fillRect(i * width / 3, 0, width / 3, height);
    }
    g2.dispose();
    return image;
  }

  private void press(int key, int times) {
    for (int i = 0; i < times; i++) {
      KeyEvent event = new KeyEvent(view, KeyEvent.KEY_PRESSED, 0, 0, key, KeyEvent.CHAR_UNDEFINED);
      view.getKeyListeners()[0].keyPressed(event);
    }
  }

  private Color at(int x, int y) {
    return new Color(view.chosen(64).getRGB(x, y));
  }

  @Test
  void atFirstTheMiddleIsChosen() {
    assertThat(at(2, 32)).isEqualTo(Color.GREEN);
    assertThat(at(61, 32)).isEqualTo(Color.GREEN);
    assertThat(view.chosen(96).getWidth()).isEqualTo(96);
  }

  @Test
  void theSquareIsMovedAndStaysWithinThePicture() {
    press(KeyEvent.VK_LEFT, 1_000);
    assertThat(at(2, 32)).isEqualTo(Color.RED);
    assertThat(at(61, 32)).isEqualTo(Color.RED);
    press(KeyEvent.VK_RIGHT, 1_000);
    press(KeyEvent.VK_DOWN, 1_000);
    assertThat(at(32, 32)).isEqualTo(Color.BLUE);
    assertThat(view.getLocation().x).isZero();
  }

  @Test
  void nobodyZoomsBeyondThePicture() {
    press(KeyEvent.VK_MINUS, 50);
    assertThat(at(61, 61)).isEqualTo(Color.GREEN);
    view.zoom(1e9);
    press(KeyEvent.VK_LEFT, 3);
    assertThat(at(32, 32)).isEqualTo(Color.GREEN);
  }
}
