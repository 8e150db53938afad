package im.symbolon.swing.desk;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Token;
import im.symbolon.views.Unread;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sign of this program, with how much waits to be read. */
public final class Badge {
  private static final Color GROUND = new Color(0xD64545);

  private Badge() {}

  /** In the sizes that window managers ask for. */
  public static List<Image> icons(int unread) {
    return Stream.of(16, 24, 32, 48, 64, 128)
        .map(size -> icon(size, unread))
        .collect(Collectors.toList());
  }

  /** A square of that many pixels. */
  public static Image icon(int size, int unread) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g2 = image.createGraphics();
    Token.paint(g2, size);
    if (unread > 0) {
      float half = size * 0.62f;
      paint(g2, Unread.badge(unread), size, Math.round(size - half), Math.round(half));
    }
    g2.dispose();
    return image;
  }

  /** A count on a round ground, whose right end is there. */
  public static void paint(Graphics g, String count, int right, int top, int height) {
    Graphics2D g2 = Look.smooth(g);
    g2.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(7, Math.round(height * 0.68f))));
    FontMetrics metrics = g2.getFontMetrics();
    int width = Math.max(height, metrics.stringWidth(count) + height / 2);
    g2.setColor(GROUND);
    g2.fillRoundRect(right - width, top, width, height, height, height);
    g2.setColor(Color.WHITE);
    g2.drawString(
        count,
        right - width + (width - metrics.stringWidth(count)) / 2f,
        top + (height - metrics.getHeight()) / 2f + metrics.getAscent());
    g2.dispose();
  }
}
