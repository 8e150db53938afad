package im.symbolon.swing.export;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.ExportModel;
import java.awt.Font;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import net.miginfocom.swing.MigLayout;

/** What a copy is, and what is to be in it. */
final class ChoosingPart extends JPanel {
  private final JLabel name;
  private final JRadioButton packed;
  private final JCheckBox files;
  private final ProblemLine problem;
  private final JButton go;

  /**
   * @param all whether it is about all chats
   */
  ChoosingPart(boolean all, Parts parts, Runnable choose, Runnable cancel) {
    super(new MigLayout("insets 20 22 18 22, fillx, wrap 1, hidemode 3", "[grow]", "[]12[]"));
    this.name = parts.label("export.name", " ", "text", 1.15f, Font.BOLD);
    this.packed = radio("export.form.zip", parts);
    this.files = parts.check("export.files", true);
    this.problem = new ProblemLine(parts.texts());
    this.go = parts.primary("export.choose", choose);
    name.setVisible(!all);
    add(name, "wmax 380");
    add(prose(parts.text(all ? "export.text.all" : "export.text"), "text"), "growx, w 380!");
    add(warning(parts), "growx, w 380!");
    add(forms(parts));
    add(files);
    add(problem, "growx, w 380!");
    add(parts.quiet("common.cancel", cancel), "split 2, align trailing, gaptop 4");
    add(go);
  }

  private static Prose prose(String text, String color) {
    return new Prose(text, color, 0.98f);
  }

  private static JPanel warning(Parts parts) {
    JPanel panel =
        new JPanel(new MigLayout("insets 0, fillx, wrap 2", "[]10[grow]", "[top]4[top]"));
    panel.setOpaque(false);
    JLabel sign = new JLabel(Glyph.WARNING.icon(20, "danger"));
    panel.add(sign, "spany 2, aligny top");
    panel.add(prose(parts.text("export.warning"), "danger"), "growx, wmin 0");
    panel.add(prose(parts.text("export.left"), "muted"), "growx, wmin 0");
    return panel;
  }

  private static JRadioButton radio(String key, Parts parts) {
    JRadioButton button = parts.named(new JRadioButton(parts.text(key)), key, parts.text(key));
    button.setOpaque(false);
    return button;
  }

  private JPanel forms(Parts parts) {
    JPanel row = new JPanel(new MigLayout("insets 0"));
    row.setOpaque(false);
    JRadioButton folder = radio("export.form.folder", parts);
    ButtonGroup group = new ButtonGroup();
    group.add(folder);
    group.add(packed);
    folder.setSelected(true);
    row.add(parts.label("export.form"), "gapright 8");
    row.add(folder, "gapright 12");
    row.add(packed);
    return row;
  }

  void show(ExportModel.View view) {
    name.setText(view.name().isEmpty() ? " " : view.name());
    problem.show(view.problem());
  }

  boolean isPacked() {
    return packed.isSelected();
  }

  boolean withFiles() {
    return files.isSelected();
  }

  JButton go() {
    return go;
  }

  void focus() {
    go.requestFocusInWindow();
  }
}
