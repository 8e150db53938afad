package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.KeyGroups;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.FirstRun;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** Shows the recovery key until it is on paper. */
final class RecoveryPart extends JPanel {
  private final KeyGroups key;
  private final JTextField last;
  private final ProblemLine problem;

  RecoveryPart(FirstRun model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.last = parts.field("firstrun.recovery.prompt");
    this.problem = new ProblemLine(parts.texts());
    this.key = parts.named(new KeyGroups(), "firstrun.key", parts.text("firstrun.restore.key"));
    setOpaque(false);
    add(parts.title("firstrun.recovery.title"), "wmin 0");
    add(new Prose(parts.text("firstrun.recovery.text"), "muted", 0.97f), "growx, wmin 0");
    add(key, "growx");
    add(new Prose(parts.text("firstrun.recovery.prompt")), "growx, wmin 0");
    add(last, "w 160!");
    add(problem, "growx, wmin 0");
    add(parts.primary("firstrun.recovery.confirm", () -> model.confirm(last.getText())), "growx");
    add(parts.quiet("firstrun.recovery.later", model::later), "align center");
    last.addActionListener(event -> model.confirm(last.getText()));
  }

  void show(FirstRun.View view) {
    key.show(view.recoveryKey());
    problem.show(view.problem());
  }
}
