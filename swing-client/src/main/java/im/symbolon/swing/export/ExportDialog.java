package im.symbolon.swing.export;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.ExportModel;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/**
 * A copy of one chat or of all, in a window of its own beside the program's: one can go on writing
 * meanwhile. Closing it cancels what is under way.
 */
public final class ExportDialog {
  private final ExportModel model;
  private final Parts parts;
  private final JDialog dialog;
  private final ChoosingPart choosing;
  private final RunningPart running;
  private final DonePart done;
  private final Watches watches = new Watches();
  private Optional<JComponent> shown = Optional.empty();

  /**
   * @param all whether it is about all chats
   * @param look shows the copy to the person
   */
  private ExportDialog(
      ExportModel model, boolean all, Parts parts, Window owner, Consumer<Path> look) {
    this.model = model;
    this.parts = parts;
    this.dialog =
        new JDialog(
            owner,
            parts.text(all ? "export.title.all" : "export.title"),
            Dialog.ModalityType.MODELESS);
    this.choosing = new ChoosingPart(all, parts, this::choose, dialog::dispose);
    this.running = new RunningPart(parts, model::cancel);
    this.done = new DonePart(parts, look, dialog::dispose);
    dialog.setName("export");
    dialog.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    dialog.setResizable(false);
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> dialog.dispose(),
            KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
    dialog.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            watches.close();
            model.close();
          }
        });
    dialog.applyComponentOrientation(parts.orientation());
  }

  /**
   * Opens it.
   *
   * @param all whether it is about all chats
   * @param look shows the copy to the person
   */
  public static void open(
      ExportModel model, boolean all, Parts parts, Component over, Consumer<Path> look) {
    Window owner = SwingUtilities.getWindowAncestor(over);
    ExportDialog export = new ExportDialog(model, all, parts, owner, look);
    export.show(model.state().value());
    export.dialog.setLocationRelativeTo(owner);
    export.dialog.setVisible(true);
    export.choosing.focus();
    export.watches.add(model.state().watch(export::show));
  }

  private void show(ExportModel.View view) {
    switch (view.stage()) {
      case CHOOSING -> {
        choosing.show(view);
        content(choosing);
        dialog.getRootPane().setDefaultButton(choosing.go());
      }
      case RUNNING -> {
        running.show(view);
        content(running);
        dialog.getRootPane().setDefaultButton(null);
      }
      case DONE -> {
        view.done().ifPresent(done::show);
        content(done);
        dialog.getRootPane().setDefaultButton(done.go());
      }
    }
  }

  /** As tall as it has to be; a text knows that once it knows how wide it is. */
  private void content(JComponent part) {
    if (!shown.equals(Optional.of(part)) || part == choosing) {
      shown = Optional.of(part);
      dialog.setContentPane(part);
      part.applyComponentOrientation(parts.orientation());
      dialog.pack();
      dialog.pack();
    }
  }

  private void choose() {
    boolean packed = choosing.isPacked();
    JFileChooser chooser = new JFileChooser();
    chooser.setName("export.where");
    chooser.setDialogTitle(parts.text("export.choose.title"));
    String name = model.proposedName(packed);
    chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), name));
    String approve = parts.text("export.choose.approve");
    if (chooser.showDialog(dialog, approve) == JFileChooser.APPROVE_OPTION) {
      model.begin(chooser.getSelectedFile().toPath(), choosing.withFiles(), packed);
    }
  }
}
