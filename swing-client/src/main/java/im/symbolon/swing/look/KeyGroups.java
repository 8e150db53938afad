package im.symbolon.swing.look;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.List;

/** Something to be compared or copied by hand: groups of characters in columns. */
public final class KeyGroups extends Drawn {
  private final int columns;
  private final Dimension size;
  private final int height;
  private List<String> groups = List.of();

  /** For a recovery key: lines of four groups. */
  public KeyGroups() {
    this(4, new Dimension(320, 92), 20);
  }

  /**
   * @param size unscaled
   * @param height of the letters, unscaled
   */
  public KeyGroups(int columns, Dimension size, int height) {
    this.columns = columns;
    this.size = new Dimension(size);
    this.height = height;
  }

  /** Shows groups with hyphens between them; nothing when the text is empty. */
  public void show(String text) {
    show(text.isEmpty() ? List.of() : List.of(text.split("-", -1)), text);
  }

  /** Shows these. */
  public void show(List<String> shown) {
    show(shown, String.join(" ", shown));
  }

  private void show(List<String> shown, String spoken) {
    groups = List.copyOf(shown);
    getAccessibleContext().setAccessibleDescription(spoken);
    repaint();
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(size.width), Look.px(size.height));
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("list"));
    g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(18), Look.px(18));
    g2.setColor(Look.color("text"));
    g2.setFont(new Font(Font.MONOSPACED, Font.BOLD, Look.px(height)));
    int lines = Math.max(1, (groups.size() + columns - 1) / columns);
    for (int i = 0; i < groups.size(); i++) {
      int across = g2.getFontMetrics().stringWidth(groups.get(i));
      int x = getWidth() * (2 * (i % columns) + 1) / (2 * columns) - across / 2;
      int y = getHeight() * (2 * (i / columns) + 1) / (2 * lines) + Look.px(7);
      g2.drawString(groups.get(i), x, y);
    }
    g2.dispose();
  }
}
