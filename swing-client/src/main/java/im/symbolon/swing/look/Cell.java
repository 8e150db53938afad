package im.symbolon.swing.look;

import java.awt.Graphics2D;

/** A row of a list that is painted by hand. */
public abstract class Cell extends Drawn {
  /** Between the row's ground and the list's edge, in unscaled pixels. */
  public static final int PAD = 6;

  private static final int ARC = 16;

  /** What the row stands on, when it is chosen, and when keys go to it. */
  protected void paintGround(Graphics2D g2, boolean selected, boolean focused) {
    int pad = Look.px(PAD);
    int arc = Look.px(ARC);
    int across = getWidth() - 2 * pad;
    int tall = getHeight() - Look.px(4);
    if (selected) {
      g2.setColor(Look.color("selection"));
      g2.fillRoundRect(pad, Look.px(2), across, tall, arc, arc);
    }
    if (focused) {
      g2.setColor(Look.color("accent"));
      g2.drawRoundRect(pad, Look.px(2), across - 1, tall - 1, arc, arc);
    }
  }
}
