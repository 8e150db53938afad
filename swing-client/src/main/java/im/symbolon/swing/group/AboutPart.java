package im.symbolon.swing.group;

import im.symbolon.swing.look.Edge;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.GroupModel;
import java.awt.Font;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** What a group is called and what it is about, which its admins may change. */
final class AboutPart extends JPanel {
  private final GroupModel model;
  private final JLabel shown;
  private final JTextField name;
  private final JTextArea topic;
  private final JPanel form =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]3[]"));
  private final JButton edit;
  private boolean open;

  AboutPart(GroupModel model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]4[]"));
    this.model = model;
    this.shown = parts.label("group.name", "", "text", 1.15f, Font.BOLD);
    this.name = parts.field("newgroup.name");
    this.topic = parts.named(new JTextArea(3, 20), "group.topic", parts.text("group.topic"));
    this.edit = parts.quiet("group.edit", () -> open(true));
    setOpaque(false);
    form.setOpaque(false);
    topic.setLineWrap(true);
    topic.setWrapStyleWord(true);
    topic.setOpaque(false);
    JScrollPane scroll = new JScrollPane(topic);
    scroll.setBorder(new Edge());
    form.add(parts.label("newgroup.name"));
    form.add(name, "growx, wmin 0");
    form.add(parts.label("group.topic"), "gaptop 6");
    form.add(scroll, "growx, wmin 0");
    form.add(parts.button("common.save", this::save), "split 2, gaptop 4");
    form.add(parts.quiet("common.cancel", () -> open(false)));
    add(shown, "growx, wmin 0");
    add(edit);
    add(form, "growx");
    form.setVisible(false);
  }

  boolean isOpen() {
    return open;
  }

  private void save() {
    model.about(name.getText(), topic.getText());
    open(false);
  }

  private void open(boolean now) {
    open = now;
    GroupModel.View view = model.state().value();
    if (now) {
      name.setText(view.name());
      topic.setText(view.topic());
    }
    show(view);
  }

  void show(GroupModel.View view) {
    boolean may = view.admin() && !view.left();
    open = open && may;
    shown.setText(view.name());
    shown.setVisible(!open);
    edit.setVisible(may && !open);
    form.setVisible(open);
    revalidate();
  }
}
