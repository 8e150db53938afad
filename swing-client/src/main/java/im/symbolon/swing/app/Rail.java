package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** The narrow strip at the left: where one can go. */
final class Rail extends JPanel {
  private final Map<String, JButton> places = new LinkedHashMap<>();
  private final Map<String, Glyph> glyphs = new LinkedHashMap<>();
  private String current = "";

  /**
   * @param profile shows the own profile
   */
  Rail(BareJid account, Parts parts, Runnable profile) {
    super(new MigLayout("insets 14 8 12 8, wrap 1, fill", "[center]", "[]16[]4[]push[]4[]"));
    JButton own = parts.named(new Own(account, parts), "rail.account", account.toString());
    own.addActionListener(event -> profile.run());
    own.setToolTipText(parts.text("rail.account", account.toString()));
    add(own, "w 36!, h 36!");
  }

  /** One place. */
  void place(Glyph glyph, String key, Parts parts, Runnable go) {
    JButton button = parts.icon(glyph, key, go);
    glyphs.put(key, glyph);
    places.put(key, button);
    add(button, "w 44!, h 44!");
    select(current);
  }

  /** Marks where one is. */
  void select(String key) {
    current = key;
    places.forEach(
        (each, button) ->
            button.setIcon(glyphs.get(each).icon(22, each.equals(key) ? "accent" : "muted")));
    repaint();
  }

  @Override
  public Color getBackground() {
    return Look.color("rail");
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    JButton here = places.get(current);
    if (here != null) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(Look.color("accent"));
      int tall = Look.px(20);
      g2.fillRoundRect(
          -Look.px(3), here.getY() + (here.getHeight() - tall) / 2, Look.px(6), tall, 6, 6);
      g2.dispose();
    }
  }

  private static final class Own extends JButton {
    private final BareJid account;
    private final Parts parts;

    Own(BareJid account, Parts parts) {
      this.account = account;
      this.parts = parts;
      setContentAreaFilled(false);
      setBorder(BorderFactory.createEmptyBorder());
      setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
    }

    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(36), Look.px(36));
    }

    @Override
    protected void paintComponent(Graphics g) {
      Avatar.Square place = new Avatar.Square(0, 0, Look.px(36));
      parts.pictures().paint(g, account, account.local(), false, place);
      if (isFocusOwner()) {
        Graphics2D g2 = Look.smooth(g);
        g2.setColor(Look.color("accent"));
        g2.drawOval(0, 0, getWidth() - 1, getHeight() - 1);
        g2.dispose();
      }
    }
  }
}
