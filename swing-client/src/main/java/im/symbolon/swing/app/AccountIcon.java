package im.symbolon.swing.app;

import im.symbolon.swing.desk.Badge;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.views.Unread;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import javax.swing.Icon;

/** An account in the rail: its picture, how much waits there, or that it is locked. */
final class AccountIcon implements Icon {
  private static final int SIDE = 42;
  private static final int PICTURE = 32;

  private final Rail.Account account;
  private final boolean here;

  /**
   * @param here whether to mark it as the one that is shown
   */
  AccountIcon(Rail.Account account, boolean here) {
    this.account = account;
    this.here = here;
  }

  @Override
  public void paintIcon(Component c, Graphics g, int x, int y) {
    Graphics2D g2 = Look.smooth(g);
    int inset = Look.px((SIDE - PICTURE) / 2);
    Avatar.Square square = new Avatar.Square(x + inset, y + inset, Look.px(PICTURE));
    if (account.locked()) {
      g2.setComposite(AlphaComposite.SrcOver.derive(0.45f));
    }
    Avatar.paint(g2, account.account(), account.account().local(), false, square);
    g2.setComposite(AlphaComposite.SrcOver);
    if (here) {
      g2.setColor(Look.color("accent"));
      g2.setStroke(new BasicStroke(Look.px(2)));
      double ring = Look.px(PICTURE + 6);
      g2.draw(new Ellipse2D.Double(x + Look.px(2), y + Look.px(2), ring, ring));
    }
    if (account.locked()) {
      int size = Look.px(16);
      int at = Look.px(SIDE) - size;
      g2.setColor(Look.color("rail"));
      g2.fillOval(x + at - Look.px(2), y + at - Look.px(2), size + Look.px(4), size + Look.px(4));
      Glyph.LOCK.paint(g2, x + at, y + at, size, Look.color("muted"));
    } else if (account.unread() > 0) {
      Badge.paint(g2, Unread.badge(account.unread()), x + getIconWidth(), y, Look.px(16));
    }
    g2.dispose();
  }

  @Override
  public int getIconWidth() {
    return Look.px(SIDE);
  }

  @Override
  public int getIconHeight() {
    return Look.px(SIDE);
  }
}
