package im.symbolon.swing.export;

import im.symbolon.swing.look.Parts;
import im.symbolon.views.ExportModel;
import java.awt.Font;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import net.miginfocom.swing.MigLayout;

/** How far a copy is. */
final class RunningPart extends JPanel {
  private static final int STEPS = 1_000;

  private final Parts parts;
  private final JLabel said;
  private final JProgressBar bar = new JProgressBar(0, STEPS);

  RunningPart(Parts parts, Runnable cancel) {
    super(new MigLayout("insets 20 22 18 22, fillx, wrap 1", "[grow]", "[]12[]"));
    this.parts = parts;
    String begin = parts.text("export.progress.begin");
    this.said = parts.label("export.progress", begin, "text", 1f, Font.PLAIN);
    parts.named(bar, "export.bar", begin);
    add(said, "w 380!");
    add(bar, "growx");
    add(parts.button("common.cancel", cancel), "align trailing, gaptop 4");
  }

  void show(ExportModel.View view) {
    bar.setIndeterminate(view.total() == 0);
    if (view.total() == 0) {
      return;
    }
    bar.setValue((int) Math.min(STEPS, view.lines() * STEPS / view.total()));
    String text = parts.text("export.progress", view.lines(), view.total());
    said.setText(text);
    bar.getAccessibleContext().setAccessibleName(text);
  }
}
