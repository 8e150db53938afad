package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.dnd.DropTargetEvent;
import java.util.TooManyListenersException;
import javax.swing.JComponent;

/** Says that what is dragged can be let go here. */
public final class DropVeil {
  private static final int SIGN = 48;

  private final String text;
  private final JComponent pane;
  private boolean shown;

  public DropVeil(String text, JComponent pane) {
    this.text = text;
    this.pane = pane;
  }

  /** Also when it is dragged over that part. */
  public void over(JComponent part) {
    if (part.getDropTarget() == null) {
      return; // a program without a screen
    }
    try {
      part.getDropTarget().addDropTargetListener(new Listener());
    } catch (TooManyListenersException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Listener extends DropTargetAdapter {
    @Override
    public void dragEnter(DropTargetDragEvent event) {
      show(true);
    }

    @Override
    public void dragExit(DropTargetEvent event) {
      show(false);
    }

    @Override
    public void drop(DropTargetDropEvent event) {
      show(false);
    }
  }

  private void show(boolean now) {
    shown = now;
    pane.repaint();
  }

  /** Over all that the pane shows. */
  public void paint(Graphics g) {
    if (!shown) {
      return;
    }
    Graphics2D g2 = Look.smooth(g);
    Color ground = Look.color("window");
    g2.setColor(new Color(ground.getRed(), ground.getGreen(), ground.getBlue(), 225));
    g2.fillRect(0, 0, pane.getWidth(), pane.getHeight());
    g2.setColor(Look.color("accent"));
    g2.setStroke(
        new BasicStroke(
            2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 7f}, 0f));
    int edge = Look.px(18);
    int round = Look.px(28);
    g2.drawRoundRect(
        edge, edge, pane.getWidth() - 2 * edge, pane.getHeight() - 2 * edge, round, round);
    int size = Look.px(SIGN);
    int x = (pane.getWidth() - size) / 2;
    int y = pane.getHeight() / 2 - size;
    Glyph.ATTACH.paint(g2, x, y, size, Look.color("accent"));
    g2.setFont(Look.font(1.15f, Font.BOLD));
    int across = g2.getFontMetrics().stringWidth(text);
    g2.setColor(Look.color("text"));
    g2.drawString(text, (pane.getWidth() - across) / 2, y + size + Look.px(30));
    g2.dispose();
  }
}
