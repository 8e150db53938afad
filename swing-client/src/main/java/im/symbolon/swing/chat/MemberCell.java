package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Drawn;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.Naming;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import javax.swing.JList;
import javax.swing.ListCellRenderer;

/** A member who is offered: how they look, and what they are called. */
final class MemberCell extends Drawn implements ListCellRenderer<Naming.Choice> {
  private static final long serialVersionUID = 1L;
  private static final int PICTURE = 26;
  private static final int HEIGHT = 38;
  private static final int WIDEST = 360;

  private final transient Parts parts;
  private transient Naming.Choice shown;
  private boolean chosen;

  MemberCell(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Component getListCellRendererComponent(
      JList<? extends Naming.Choice> list,
      Naming.Choice value,
      int index,
      boolean selected,
      boolean focused) {
    shown = value;
    chosen = selected;
    setComponentOrientation(list.getComponentOrientation());
    parts.named(this, "chat.mention.member", value.name());
    return this;
  }

  @Override
  public Dimension getPreferredSize() {
    float name = Emoji.system().line(shown.name(), Look.font()).getAdvance();
    int width = Math.min(Look.px(WIDEST), (int) Math.ceil(name) + Look.px(PICTURE + 40));
    return new Dimension(Math.max(Look.px(200), width), Look.px(HEIGHT));
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    if (chosen) {
      g2.setColor(Look.color("selection"));
      g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(10), Look.px(10));
    }
    boolean left = getComponentOrientation().isLeftToRight();
    int side = Look.px(8);
    int size = Look.px(PICTURE);
    int room = getWidth() - size - 3 * side;
    Avatar.Square place =
        new Avatar.Square(left ? side : getWidth() - side - size, (getHeight() - size) / 2, size);
    parts.pictures().paint(g2, shown.who(), shown.name(), false, place);
    g2.setFont(Look.font());
    g2.setColor(Look.color("text"));
    FontMetrics metrics = g2.getFontMetrics();
    int across = (int) Math.ceil(Emoji.system().line(shown.name(), g2.getFont()).getAdvance());
    int x = left ? 2 * side + size : side + Math.max(0, room - across);
    int y = (getHeight() - metrics.getHeight()) / 2 + metrics.getAscent();
    Emoji.system().paint(g2, shown.name(), new Point(x, y), room);
    g2.dispose();
  }
}
