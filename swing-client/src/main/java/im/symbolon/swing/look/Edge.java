package im.symbolon.swing.look;

import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import javax.swing.border.AbstractBorder;

/** A line around something that is written in, in the colours of the look as it is. */
public final class Edge extends AbstractBorder {
  private static final long serialVersionUID = 1L;
  private static final int ARC = 10;

  @Override
  public void paintBorder(Component c, Graphics g, int x, int y, int width, int height) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("muted"));
    g2.drawRoundRect(x, y, width - 1, height - 1, Look.px(ARC), Look.px(ARC));
    g2.dispose();
  }

  @Override
  public Insets getBorderInsets(Component c, Insets insets) {
    insets.set(Look.px(4), Look.px(6), Look.px(4), Look.px(6));
    return insets;
  }
}
