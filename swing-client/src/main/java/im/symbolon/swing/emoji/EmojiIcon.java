package im.symbolon.swing.emoji;

import im.symbolon.swing.look.Look;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.Icon;

/** One emoji beside other words. */
public final class EmojiIcon implements Icon {
  private final String emoji;
  private final int size;

  /**
   * @param size as at 100 %
   */
  public EmojiIcon(String emoji, int size) {
    this.emoji = emoji;
    this.size = size;
  }

  @Override
  public void paintIcon(Component c, Graphics g, int x, int y) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(c.getForeground());
    Font font = Look.font(1.1f, Font.PLAIN);
    Emoji.system().line(emoji, font).draw(g2, x, y + getIconHeight() * 0.82f);
    g2.dispose();
  }

  @Override
  public int getIconWidth() {
    return Look.px(size);
  }

  @Override
  public int getIconHeight() {
    return Look.px(size);
  }
}
