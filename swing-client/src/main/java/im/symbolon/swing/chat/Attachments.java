package im.symbolon.swing.chat;

import im.symbolon.swing.files.DropVeil;
import im.symbolon.swing.files.FileActions;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.files.Picking;
import im.symbolon.swing.files.Pictures;
import im.symbolon.swing.files.RecordBar;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.ChatModel;
import im.symbolon.views.VoiceModel;
import java.awt.Graphics;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** What a chat's screen has to do with files and voice. */
final class Attachments {
  private final ChatModel model;
  private final JComponent pane;
  private final FileParts painted;
  private final FileActions actions;
  private final RecordBar bar;
  private final ProblemLine problem;
  private final DropVeil veil;
  private Optional<Composer> composer = Optional.empty();

  Attachments(ChatModel model, Parts parts, JComponent pane) {
    this.model = model;
    this.pane = pane;
    Pictures pictures = new Pictures(model.files(), pane::repaint);
    this.painted = new FileParts(parts, pictures, model.state().value());
    this.actions = new FileActions(model, pane, parts, painted);
    this.bar = new RecordBar(model.voice(), parts);
    this.problem = new ProblemLine(parts.texts());
    this.veil = new DropVeil(parts.text("file.drop"), pane);
  }

  FileParts painted() {
    return painted;
  }

  FileActions actions() {
    return actions;
  }

  /** What stands where one writes. */
  JPanel foot(Composer writing) {
    composer = Optional.of(writing);
    JPanel foot =
        new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "0[]0"));
    foot.setOpaque(false);
    foot.add(problem, "growx, wmin 0, gapx 16 16, gapbottom 4");
    foot.add(writing, "growx, wmin 0");
    foot.add(bar, "growx, wmin 0");
    writing.onFiles(actions::attach, model.voice()::record);
    return foot;
  }

  /** Files can be dropped there, and pasted where one writes. */
  void take(JComponent transcript, Watches watches) {
    for (JComponent each : new JComponent[] {pane, transcript}) {
      each.setTransferHandler(new Picking(actions::offer, Optional.empty()));
      veil.over(each);
    }
    composer.ifPresent(
        writing ->
            writing.onPicked(otherwise -> new Picking(actions::offer, Optional.of(otherwise))));
    watches.add(model.voice().state().watch(this::show));
  }

  private void show(VoiceModel.View view) {
    painted.show(view.played());
    problem.show(view.problem());
    view.recorded().ifPresent(bar::show);
    bar.setVisible(view.recorded().isPresent());
    open(model.state().value().isOpen());
    pane.repaint();
  }

  /** Whether anything can be sent here. */
  void open(boolean open) {
    composer.ifPresent(writing -> writing.setVisible(open && !bar.isVisible()));
  }

  /** What is seen while something is dragged over the chat. */
  void paintOver(Graphics g) {
    veil.paint(g);
  }
}
