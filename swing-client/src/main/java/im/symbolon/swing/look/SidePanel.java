package im.symbolon.swing.look;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Rectangle;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Scrollable;
import net.miginfocom.swing.MigLayout;

/** What stands beside a chat, or in its place: a title, a way to close it, and what it is about. */
public final class SidePanel extends JPanel {
  private final boolean wide;

  /**
   * @param wide in the chat's place
   */
  public SidePanel(JComponent title, JComponent close, JComponent content, boolean wide) {
    super(new BorderLayout());
    this.wide = wide;
    JPanel head = new JPanel(new MigLayout("insets 14 20 10 12, fillx", "[grow][]"));
    head.setOpaque(false);
    head.add(title, "growx, wmin 0");
    head.add(close);
    add(head, BorderLayout.NORTH);
    Tall tall = new Tall();
    tall.add(content, wide ? "growx, wmin 0, wmax 640" : "growx, wmin 0");
    JScrollPane scroll = new JScrollPane(tall);
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getVerticalScrollBar().setUnitIncrement(24);
    add(scroll, BorderLayout.CENTER);
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(wide ? 560 : 340), super.getPreferredSize().height);
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    if (!wide) {
      g.setColor(Look.color("line"));
      g.fillRect(0, 0, 1, getHeight());
    }
  }

  /** As wide as there is room, as tall as it has to be. */
  private static final class Tall extends JPanel implements Scrollable {
    Tall() {
      super(new MigLayout("insets 4 20 20 20, fillx", "[grow]", "[top]"));
      setOpaque(false);
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
      return getPreferredSize();
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
      return Look.px(24);
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
      return visible.height;
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
      return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
      return false;
    }
  }
}
