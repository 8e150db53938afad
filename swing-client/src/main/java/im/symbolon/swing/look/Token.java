package im.symbolon.swing.look;

import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import javax.swing.JComponent;

/** The sign of this program: a token that was broken in two, and whose halves fit. */
public final class Token extends JComponent {
  private final int side;

  public Token(int side) {
    this.side = side;
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(side), Look.px(side));
  }

  @Override
  protected void paintComponent(Graphics g) {
    paint(g, Math.min(getWidth(), getHeight()));
  }

  /** Paints it into a square at the origin. */
  public static void paint(Graphics g, int size) {
    Graphics2D g2 = Look.smooth(g);
    g2.scale(size / 48.0, size / 48.0);
    half(g2, 90, "accent", -1.6);
    half(g2, 270, "muted", 1.6);
    g2.dispose();
  }

  private static void half(Graphics2D g2, int from, String color, double aside) {
    Path2D half = new Path2D.Double(new Arc2D.Double(5, 5, 38, 38, from, 180, Arc2D.OPEN));
    if (from == 90) {
      half.lineTo(19, 35);
      half.lineTo(27, 24);
      half.lineTo(20, 14);
    } else {
      half.lineTo(20, 14);
      half.lineTo(27, 24);
      half.lineTo(19, 35);
    }
    half.closePath();
    Graphics2D moved = (Graphics2D) g2.create();
    moved.translate(aside, 0);
    moved.setColor(Look.color(color));
    moved.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    if (from == 90) {
      moved.fill(half);
    }
    moved.draw(half);
    moved.dispose();
  }
}
