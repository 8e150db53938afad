package im.symbolon.swing.look;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.accessibility.AccessibleContext;
import javax.swing.JComponent;

/** A recovery key: groups of four characters, in lines of four. */
public final class KeyGroups extends JComponent {
  private String[] groups = new String[0];

  /** Shows it; nothing when it is empty. */
  public void show(String text) {
    groups = text.isEmpty() ? new String[0] : text.split("-", -1);
    getAccessibleContext().setAccessibleDescription(text);
    repaint();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext = new AccessibleJComponent() {};
    }
    return accessibleContext;
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(320), Look.px(92));
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("list"));
    g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(18), Look.px(18));
    g2.setColor(Look.color("text"));
    g2.setFont(new Font(Font.MONOSPACED, Font.BOLD, Look.px(20)));
    int lines = Math.max(1, (groups.length + 3) / 4);
    for (int i = 0; i < groups.length; i++) {
      int x = getWidth() * (2 * (i % 4) + 1) / 8;
      int y = getHeight() * (2 * (i / 4) + 1) / (2 * lines) + Look.px(7);
      g2.drawString(groups[i], x - g2.getFontMetrics().stringWidth(groups[i]) / 2, y);
    }
    g2.dispose();
  }
}
