package im.symbolon.swing.look;

import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** A rounded ground for what is written or recorded. */
public final class Field extends JPanel {
  /**
   * @param layout how its parts lie
   */
  public Field(MigLayout layout) {
    super(layout);
    setOpaque(false);
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("theirs"));
    g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(22), Look.px(22));
    g2.dispose();
  }
}
