package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.KeyGroups;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.QrView;
import im.symbolon.views.FirstRun;
import java.awt.Font;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** Shows the code that links this device, or takes a backup instead. */
final class LinkPart extends JPanel {
  private final FirstRun model;
  private final Parts parts;
  private final QrView qr;
  private final KeyGroups typed = new KeyGroups();
  private final ProblemLine problem;
  private final JPanel restoring =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]6[]"));
  private final JTextField key;
  private final JLabel file;
  private final JButton go;
  private Optional<Path> backup = Optional.empty();

  LinkPart(FirstRun model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.model = model;
    this.parts = parts;
    this.qr = new QrView(190, parts.text("firstrun.link.title"));
    this.problem = new ProblemLine(parts.texts());
    this.key = parts.field("firstrun.restore.key");
    this.file = parts.label("firstrun.restore.file", "", "muted", 0.93f, Font.PLAIN);
    this.go = parts.primary("firstrun.restore.go", this::restore);
    setOpaque(false);
    parts.named(typed, "firstrun.code", parts.text("devices.link.code"));
    add(parts.title("firstrun.link.title"));
    add(new Prose(parts.text("firstrun.link.text"), "muted", 0.97f), "growx, wmin 0");
    add(qr, "align center");
    add(typed, "growx, h 56!");
    add(problem, "growx, wmin 0");
    add(parts.button("firstrun.link.again", model::anotherCode), "growx");
    add(parts.quiet("firstrun.link.restore", this::ask), "align center");
    build();
  }

  private void build() {
    restoring.setOpaque(false);
    restoring.setVisible(false);
    go.setEnabled(false);
    restoring.add(parts.label("firstrun.restore.key"));
    restoring.add(key, "growx");
    restoring.add(parts.button("firstrun.restore.choose", this::choose), "split 2");
    restoring.add(file, "growx, wmin 0");
    restoring.add(go, "growx");
    add(restoring, "growx");
  }

  private void ask() {
    restoring.setVisible(!restoring.isVisible());
    qr.setVisible(!restoring.isVisible());
    revalidate();
  }

  private void choose() {
    JFileChooser chooser = new JFileChooser();
    chooser.setName("firstrun.restore.chooser");
    if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
      backup = Optional.of(chooser.getSelectedFile().toPath());
      file.setText(chooser.getSelectedFile().getName());
      go.setEnabled(true);
    }
  }

  private void restore() {
    backup.ifPresent(chosen -> model.restore(chosen, key.getText()));
  }

  void show(FirstRun.View view) {
    problem.show(view.problem());
    go.setEnabled(backup.isPresent() && !view.busy());
    view.code()
        .ifPresent(
            code -> {
              qr.show(code.qrCode());
              typed.show(code.typed());
            });
  }
}
