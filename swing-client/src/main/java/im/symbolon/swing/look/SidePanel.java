package im.symbolon.swing.look;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
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
    Column tall = new Column("insets 4 20 20 20, fillx");
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
}
