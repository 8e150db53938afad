package im.symbolon.swing.list;

import im.symbolon.swing.look.Edge;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.ChatListModel;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** What stands above the list because somebody has to look at it: requests, and unknown clients. */
final class Notices extends JPanel {
  private static final int NAMED = 3;

  private final Parts parts;
  private final JButton requests = new Wide();
  private final JLabel icon = new JLabel();
  private final JLabel title;
  private final JLabel names;
  private final JPanel strange = new JPanel(new MigLayout("insets 10 12 8 12, fillx, wrap 1"));

  /**
   * @param show shows the requests, or the chats again
   * @param devices shows the own devices
   */
  Notices(ChatListModel model, Parts parts, Runnable show, Runnable devices) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]6[]"));
    this.parts = parts;
    this.title = parts.label("list.requests.title", "", "text", 1f, Font.BOLD);
    this.names = parts.label("list.requests.text", "", "muted", 0.88f, Font.PLAIN);
    setOpaque(false);
    requests.setLayout(new MigLayout("insets 9 12 9 12, fillx, gap 0", "[]12[grow]", "[][]"));
    requests.add(icon, "spany 2");
    requests.add(title, "growx, wmin 0, wrap");
    requests.add(names, "growx, wmin 0");
    requests.addActionListener(event -> show.run());
    parts.named(requests, "list.requests", parts.text("list.requests.title"));
    add(requests, "growx");
    strange.setOpaque(false);
    strange.setBorder(new Edge());
    strange.add(new Prose(parts.text("list.strange"), "text", 0.95f), "growx, wmin 0");
    strange.add(
        parts.button(
            "list.strange.look",
            () -> {
              model.lookedAfter();
              devices.run();
            }));
    add(strange, "growx");
  }

  /**
   * @param showing whether the requests are shown now
   */
  void show(ChatListModel.View view, boolean showing) {
    List<ChatListModel.Request> all = view.requests();
    requests.setVisible(!all.isEmpty());
    icon.setIcon((showing ? Glyph.BACK : Glyph.KNOCK).icon(22, "accent"));
    title.setText(parts.text(showing ? "common.back" : "list.requests", all.size()));
    names.setText(showing ? parts.text("list.requests.text") : named(all));
    requests.getAccessibleContext().setAccessibleName(title.getText() + ", " + names.getText());
    strange.setVisible(view.strange());
    setVisible(!all.isEmpty() || view.strange());
    revalidate();
    repaint();
  }

  private static String named(List<ChatListModel.Request> all) {
    String some =
        all.stream().limit(NAMED).map(each -> each.item().name()).collect(Collectors.joining(", "));
    return all.size() > NAMED ? some + " …" : some;
  }

  /** A button as wide as the list, with two lines. */
  private static final class Wide extends JButton {
    Wide() {
      setContentAreaFilled(false);
      setBorder(BorderFactory.createEmptyBorder());
      setOpaque(false);
      setCursor(Cursor.getPredefinedCursor(Cursor.HAND_CURSOR));
    }

    @Override
    public Color getBackground() {
      return Look.color(getModel().isRollover() ? "hover" : "selection");
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(getBackground());
      g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(16), Look.px(16));
      if (isFocusOwner()) {
        g2.setColor(Look.color("accent"));
        g2.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, Look.px(16), Look.px(16));
      }
      g2.dispose();
    }
  }
}
