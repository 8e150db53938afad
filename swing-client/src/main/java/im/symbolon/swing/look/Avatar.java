package im.symbolon.swing.look;

import im.symbolon.protocol.BareJid;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;

/** Somebody's first letter on a colour of their own; a group's on a square. */
public final class Avatar {
  private static final float[] HUES = {
    0.02f, 0.08f, 0.28f, 0.42f, 0.53f, 0.60f, 0.70f, 0.80f, 0.93f
  };

  private Avatar() {}

  /** That person's colour, readable on both looks. */
  public static Color color(BareJid who) {
    float hue = HUES[Math.floorMod(who.toString().hashCode(), HUES.length)];
    return Color.getHSBColor(hue, 0.48f, 0.62f);
  }

  /** Paints it into a square. */
  public static void paint(Graphics g, BareJid who, String name, boolean group, Square place) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(color(who));
    double size = place.size();
    g2.fill(
        group
            ? new RoundRectangle2D.Double(place.x(), place.y(), size, size, size / 2.2, size / 2.2)
            : new Ellipse2D.Double(place.x(), place.y(), size, size));
    String letter = letter(name);
    g2.setFont(Look.font((float) (size / Look.px(34)), Font.BOLD));
    g2.setColor(Color.WHITE);
    FontMetrics metrics = g2.getFontMetrics();
    float x = (float) (place.x() + (size - metrics.stringWidth(letter)) / 2);
    float y = (float) (place.y() + (size - metrics.getHeight()) / 2 + metrics.getAscent());
    g2.drawString(letter, x, y);
    g2.dispose();
  }

  private static String letter(String name) {
    String trimmed = name.trim();
    if (trimmed.isEmpty()) {
      return "?";
    }
    int end = trimmed.offsetByCodePoints(0, 1);
    return trimmed.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /** A square. */
  public record Square(int x, int y, int size) {}
}
