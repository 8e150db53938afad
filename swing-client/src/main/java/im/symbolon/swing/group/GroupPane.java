package im.symbolon.swing.group;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.GroupModel;
import im.symbolon.views.GroupModel.Row;
import im.symbolon.views.Harmless;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** Who is in a group, and what its admins do. Close it when it goes. */
public final class GroupPane extends JPanel {
  private final GroupModel model;
  private final Parts parts;
  private final Asks asks;
  private final Watches watches = new Watches();
  private final Prose topic = new Prose("", "muted", 0.95f);
  private final JLabel count;
  private final ProblemLine problem;
  private final JPanel members =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]2[]"));
  private final JPanel removed = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]"));
  private final JPanel adding = new JPanel(new MigLayout("insets 0, fillx", "[grow][]"));
  private final JTextField address;
  private final JButton leave;
  private final AboutPart about;
  private final Prose notReached = new Prose("", "danger", 0.93f);

  /**
   * What is decided elsewhere.
   *
   * @param sure asks a question with a button whose text has that key, and is told whether it was
   *     meant
   */
  public record Asks(BiPredicate<String, String> sure, Consumer<BareJid> safety) {}

  public GroupPane(GroupModel model, Parts parts, Asks asks) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.model = model;
    this.parts = parts;
    this.asks = asks;
    this.count =
        parts.label("group.members", parts.text("group.members", 0), "text", 1.05f, Font.BOLD);
    this.problem = new ProblemLine(parts.texts());
    this.address = parts.field("group.add");
    this.leave = parts.quiet("group.leave", this::leave);
    this.about = new AboutPart(model, parts);
    setOpaque(false);
    for (JPanel each : List.of(members, removed, adding)) {
      each.setOpaque(false);
    }
    address.addActionListener(event -> add());
    adding.add(address, "growx, wmin 0");
    adding.add(parts.button("common.add", this::add));
    add(topic, "growx, wmin 0");
    add(problem, "growx, wmin 0");
    add(about, "growx");
    add(count);
    add(notReached, "growx, wmin 0");
    add(adding, "growx");
    add(members, "growx");
    add(removed, "growx");
    add(leave, "gaptop 10");
    watches.add(model.state().watch(this::show));
  }

  private void add() {
    model.add(address.getText());
    address.setText("");
  }

  private void leave() {
    if (asks.sure()
        .test(parts.text("group.leave.sure", model.state().value().name()), "group.leave")) {
      model.leave();
    }
  }

  private void show(GroupModel.View view) {
    topic.setText(view.topic());
    topic.setVisible(!view.topic().isEmpty() && !about.isOpen());
    problem.show(view.problem());
    long missed = view.members().stream().filter(each -> each.unreachable().isPresent()).count();
    notReached.setText(parts.text("group.notreached", missed));
    notReached.setVisible(missed > 0);
    about.show(view);
    count.setText(parts.text("group.members", view.members().size()));
    adding.setVisible(view.admin() && !view.left());
    leave.setVisible(!view.left() && view.loaded());
    leave.setEnabled(!view.busy());
    members.removeAll();
    view.members().forEach(each -> members.add(row(each, view), "growx"));
    removed.removeAll();
    for (GroupModel.Removed each : view.removed()) {
      String text =
          parts.text("group.removed", each.account().toString(), each.confirmed(), each.all());
      removed.add(new Prose(text, "muted", 0.88f), "growx, wmin 0");
    }
    revalidate();
    repaint();
  }

  private JComponent row(Row row, GroupModel.View view) {
    JPanel line = new JPanel(new MigLayout("insets 5 0 5 0, fillx", "[]10[grow][]", "[]0[]"));
    line.setOpaque(false);
    parts.named(line, "member." + row.account(), row.account().toString());
    line.add(new Picture(row), "spany 2");
    String role = parts.text("group.role." + row.role());
    String shown = row.self() ? parts.text("common.you") : row.name();
    line.add(parts.label("member.name", shown, "text", 1f, Font.PLAIN), "growx, wmin 0");
    boolean usual = "member".equals(row.role());
    line.add(
        parts.label("member.role", usual ? "" : role, "muted", 0.84f, Font.PLAIN),
        "spany 2, split 2");
    if (view.admin() && !row.self() && !view.left()) {
      line.add(more(row), "wrap");
    } else {
      line.add(new JLabel(), "wrap");
    }
    line.add(under(row), "growx, wmin 0");
    return line;
  }

  private JLabel under(Row row) {
    String why = row.unreachable().map(parts::text).orElse("");
    String text = why.isEmpty() ? row.account() + " · " + parts.text(row.bond()) : why;
    JLabel label =
        parts.label("member.bond", text, why.isEmpty() ? "muted" : "danger", 0.84f, Font.PLAIN);
    label.setToolTipText(row.account() + " · " + parts.text(row.bond()));
    label.putClientProperty("html.disable", true);
    return label;
  }

  private JComponent more(Row row) {
    JButton button = parts.icon(Glyph.DOWN, "group.title", () -> {});
    parts.named(button, "member.more." + row.account(), row.account().toString());
    button.setToolTipText(null);
    button.addActionListener(event -> menu(row).show(button, 0, button.getHeight()));
    return button;
  }

  private JPopupMenu menu(Row row) {
    JPopupMenu menu = new JPopupMenu();
    boolean admin = "admin".equals(row.role());
    String change = admin ? "group.unmakeadmin" : "group.makeadmin";
    if (admin || "member".equals(row.role())) {
      menu.add(item(change, () -> model.admin(row.account(), !admin)));
      if (model.state().value().owner()) {
        menu.add(item("group.makeowner", () -> own(row.account())));
      }
    }
    menu.add(item("chat.safety", () -> asks.safety().accept(row.account())));
    menu.add(item("common.remove", () -> remove(row.account())));
    return menu;
  }

  private void own(BareJid who) {
    String question = parts.text("group.makeowner.sure", Harmless.address(who.toString()));
    if (asks.sure().test(question, "group.makeowner")) {
      model.owner(who);
    }
  }

  private void remove(BareJid who) {
    if (asks.sure().test(parts.text("group.remove.sure", who.toString()), "common.remove")) {
      model.remove(who);
    }
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = parts.named(new JMenuItem(parts.text(key)), key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }

  private final class Picture extends JComponent {
    private final Row row;

    Picture(Row row) {
      this.row = row;
    }

    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(34), Look.px(34));
    }

    @Override
    protected void paintComponent(Graphics g) {
      Avatar.Square place = new Avatar.Square(0, 0, Look.px(34));
      parts.pictures().paint(g, row.account(), row.name(), false, place);
    }
  }

  public void close() {
    watches.close();
    model.close();
  }
}
