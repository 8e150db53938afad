package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** The narrow strip at the side: whose window this is, other accounts, and where one can go. */
final class Rail extends JPanel {
  private final BareJid own;
  private final Parts parts;
  private final Consumer<BareJid> go;
  private final JPanel accounts =
      new JPanel(new MigLayout("insets 0, wrap 1", "[center]", "[]2[]"));
  private final Map<String, JButton> places = new LinkedHashMap<>();
  private final Map<String, Glyph> glyphs = new LinkedHashMap<>();
  private String current = "";
  private List<Account> shown = List.of();

  /** An account on this computer. */
  record Account(BareJid account, boolean locked, int unread) {}

  Rail(BareJid own, Parts parts, Consumer<BareJid> go) {
    super(new MigLayout("insets 14 8 12 8, wrap 1, fill", "[center]", "[]16[]4[]push[]4[]"));
    this.own = own;
    this.parts = parts;
    this.go = go;
    accounts.setOpaque(false);
    add(accounts);
    show(List.of(new Account(own, false, 0)));
  }

  /** All of them; the own one stands among them. */
  void show(List<Account> all) {
    if (all.equals(shown) || all.stream().noneMatch(each -> each.account().equals(own))) {
      return;
    }
    shown = List.copyOf(all);
    accounts.removeAll();
    for (Account each : all) {
      accounts.add(button(each, all.size() > 1), "w 44!, h 44!");
    }
    accounts.revalidate();
    accounts.repaint();
  }

  private Component button(Account account, boolean choice) {
    boolean here = choice && account.account().equals(own);
    JButton button = new JButton(new AccountIcon(account, here));
    button.putClientProperty("JButton.buttonType", "toolBarButton");
    button.putClientProperty(
        "FlatLaf.style", "toolbar.margin: 0,0,0,0; toolbar.spacingInsets: 0,0,0,0");
    button.addActionListener(event -> go.accept(account.account()));
    button.setFocusable(choice);
    String name = account.account().toString();
    button.setToolTipText(parts.text("rail.account", name));
    return parts.named(button, "rail.account." + name, spoken(account));
  }

  private String spoken(Account account) {
    String name = parts.text("rail.account", account.account().toString());
    if (account.locked()) {
      return name + ", " + parts.text("rail.locked");
    }
    return account.unread() > 0 ? name + ", " + parts.text("list.unread", account.unread()) : name;
  }

  /** One place. */
  void place(Glyph glyph, String key, Runnable action) {
    JButton button = parts.icon(glyph, key, action);
    glyphs.put(key, glyph);
    places.put(key, button);
    add(button, "w 44!, h 44!");
    select(current);
  }

  /** Whether one is there. */
  boolean isAt(String key) {
    return current.equals(key);
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
      int edge = getComponentOrientation().isLeftToRight() ? 0 : getWidth();
      g2.fillRoundRect(
          edge - Look.px(3), here.getY() + (here.getHeight() - tall) / 2, Look.px(6), tall, 6, 6);
      g2.dispose();
    }
  }
}
