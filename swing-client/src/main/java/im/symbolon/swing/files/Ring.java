package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.views.FileState;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Arc2D;

/** A disc with a sign, and around the sign how far something is. */
final class Ring {
  private static final double INSET = 0.11;
  private static final double SIGN = 0.46;

  /** While nobody knows how far it is. */
  private static final int SOME = 8;

  private Ring() {}

  static void paint(Graphics2D g2, Rectangle disc, Colors colors, Glyph sign, FileState state) {
    g2.setColor(colors.ground());
    g2.fillOval(disc.x, disc.y, disc.width, disc.height);
    double sized = disc.width * SIGN;
    double off = (disc.width - sized) / 2;
    sign.paint(g2, disc.x + off, disc.y + off, sized, colors.sign());
    if (state.stage().isUnderWay()) {
      int percent = Math.max(SOME, state.percent());
      double inset = disc.width * INSET;
      g2.setColor(colors.sign());
      g2.setStroke(new BasicStroke(Look.px(3), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g2.draw(
          new Arc2D.Double(
              disc.x + inset,
              disc.y + inset,
              disc.width - 2 * inset,
              disc.height - 2 * inset,
              90,
              -3.6 * percent,
              Arc2D.OPEN));
    }
  }

  /** Of a disc. */
  record Colors(Color ground, Color sign) {
    /** On a picture, whatever it shows. */
    static final Colors ON_PICTURE = new Colors(new Color(0, 0, 0, 140), Color.WHITE);

    static Colors plain() {
      return new Colors(Look.color("accent"), Look.color("onAccent"));
    }

    static Colors failed() {
      return new Colors(Look.color("danger"), Look.color("onAccent"));
    }
  }
}
