package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Edge;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.Addresses;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import net.miginfocom.swing.MigLayout;

/** What is asked in a window of its own: short, and answered by one button. */
final class Questions {
  private final Component over;
  private final Parts parts;

  /** A group that is to be made. */
  record NewGroup(String name, List<BareJid> members) {}

  Questions(Component over, Parts parts) {
    this.over = over;
    this.parts = parts;
  }

  /** Whether that is meant. */
  boolean sure(String question, String yes) {
    Prose text = new Prose(question);
    return ask("question", parts.text("app.name"), text, yes, () -> true).orElse(false);
  }

  /** Some text; empty when nothing was meant. */
  Optional<String> text(String question) {
    JTextField field = parts.named(new JTextField(), "question.text", question);
    return ask("question", question, field, "common.save", field::getText)
        .filter(typed -> !typed.trim().isEmpty());
  }

  /** Which group to make. Lines that are no address are left out. */
  Optional<NewGroup> newGroup() {
    JTextField name = parts.field("newgroup.name");
    JTextArea members =
        parts.named(new JTextArea(5, 24), "newgroup.members", parts.text("newgroup.members"));
    JPanel form = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]3[]10[]3[]3[]"));
    form.add(labelFor(name, "newgroup.name"));
    form.add(name, "growx");
    form.add(labelFor(members, "newgroup.members"));
    JScrollPane scroll = new JScrollPane(members);
    scroll.setBorder(new Edge());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    members.setOpaque(false);
    form.add(scroll, "growx");
    form.add(parts.label("newgroup.members.hint"));
    return ask(
            "newgroup",
            parts.text("newgroup.title"),
            form,
            "newgroup.create",
            () -> new NewGroup(name.getText(), addresses(members.getText())))
        .filter(group -> !group.name().trim().isEmpty());
  }

  private JLabel labelFor(JComponent field, String key) {
    JLabel label = parts.label(key);
    parts.named(label, key + ".label", parts.text(key));
    label.setLabelFor(field);
    return label;
  }

  private static List<BareJid> addresses(String typed) {
    List<BareJid> found = new ArrayList<>();
    for (String each : typed.split("[\\s,;]+", -1)) {
      Addresses.read(each).ifPresent(found::add);
    }
    return found;
  }

  private static void invalidate(Container of) {
    of.invalidate();
    for (Component each : of.getComponents()) {
      if (each instanceof Container inner) {
        invalidate(inner);
      }
    }
  }

  /** Asks anything; empty when it was not meant. */
  <T> Optional<T> ask(
      String name, String title, JComponent content, String yes, Supplier<T> answer) {
    return ask(name, title, content, yes, "common.cancel", answer);
  }

  /**
   * The same.
   *
   * @param no what the other button says
   */
  <T> Optional<T> ask(
      String name, String title, JComponent content, String yes, String no, Supplier<T> answer) {
    Window owner = SwingUtilities.getWindowAncestor(over);
    JDialog dialog = new JDialog(owner, title, Dialog.ModalityType.DOCUMENT_MODAL);
    dialog.setName(name);
    dialog.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    List<T> answers = new ArrayList<>();
    JPanel panel =
        new JPanel(new MigLayout("insets 20 22 18 22, fillx, wrap 1", "[grow]", "[]18[]"));
    panel.add(content, "growx, w 340!, wmin 0");
    JButton button =
        parts.primary(
            yes,
            () -> {
              answers.add(answer.get());
              dialog.dispose();
            });
    panel.add(parts.quiet(no, dialog::dispose), "split 2, align right");
    panel.add(button);
    dialog.setContentPane(panel);
    dialog.getRootPane().setDefaultButton(button);
    Shortcut.of("ESCAPE", "", dialog::dispose).install(dialog.getRootPane());
    dialog.pack();
    invalidate(panel);
    dialog.pack(); // texts know how tall they are once they know how wide
    dialog.setResizable(false);
    dialog.setLocationRelativeTo(owner);
    dialog.setVisible(true);
    return answers.stream().findFirst();
  }
}
