package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Look;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.JComponent;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** One column in the middle of the window, on a quiet ground. */
final class Centered extends JPanel {
  Centered(JComponent content) {
    super(new MigLayout("fill", "[center]", "[center]"));
    Card card = new Card();
    card.add(content, "growx, wmin 0");
    add(card, "w 440!");
  }

  @Override
  public Color getBackground() {
    return Look.color("list");
  }

  private static final class Card extends JPanel {
    Card() {
      super(new MigLayout("insets 30 34 28 34, fillx", "[grow]"));
      setOpaque(false);
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(Look.color("window"));
      g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(28), Look.px(28));
      g2.setColor(Look.color("line"));
      g2.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, Look.px(28), Look.px(28));
      g2.dispose();
    }
  }
}
