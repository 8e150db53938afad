package im.symbolon.swing.files;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import java.awt.Component;
import java.awt.Dialog;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import net.miginfocom.swing.MigLayout;

/** What is asked about files in windows of their own. */
final class Dialogs {
  private final Component over;
  private final Parts parts;

  Dialogs(Component over, Parts parts) {
    this.over = over;
    this.parts = parts;
  }

  /** Which files to send; none when nothing was meant. */
  List<Path> choose() {
    JFileChooser chooser = chooser("file.choose");
    chooser.setMultiSelectionEnabled(true);
    if (chooser.showOpenDialog(over) != JFileChooser.APPROVE_OPTION) {
      return List.of();
    }
    return Arrays.stream(chooser.getSelectedFiles()).map(File::toPath).toList();
  }

  /** Where to save something of that name. */
  Optional<Path> saveAs(String name) {
    JFileChooser chooser = chooser("file.saveas");
    chooser.setSelectedFile(new File(chooser.getCurrentDirectory(), name));
    return chooser.showSaveDialog(over) == JFileChooser.APPROVE_OPTION
        ? Optional.of(chooser.getSelectedFile().toPath())
        : Optional.empty();
  }

  private JFileChooser chooser(String key) {
    JFileChooser chooser = new JFileChooser();
    chooser.setDialogTitle(parts.text(key));
    chooser.setName(key);
    return chooser;
  }

  /** True when that is to be done all the same. */
  boolean sure(String question, String yes) {
    boolean[] sure = {false};
    JDialog dialog = dialog("file.question", parts.text("app.name"));
    JPanel panel = panel();
    panel.add(new Prose(question), "growx, w 360!, wmin 0");
    JButton go =
        parts.primary(
            yes,
            () -> {
              sure[0] = true;
              dialog.dispose();
            });
    panel.add(parts.quiet("common.cancel", dialog::dispose), "split 2, align right");
    panel.add(go);
    show(dialog, panel, go);
    return sure[0];
  }

  static JPanel panel() {
    return new JPanel(new MigLayout("insets 20 22 18 22, fillx, wrap 1", "[grow]", "[]14[]"));
  }

  JDialog dialog(String name, String title) {
    Window owner = SwingUtilities.getWindowAncestor(over);
    JDialog dialog = new JDialog(owner, title, Dialog.ModalityType.DOCUMENT_MODAL);
    dialog.setName(name);
    dialog.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    return dialog;
  }

  /** Shows it until it is closed. */
  static void show(JDialog dialog, JComponent content, JButton go) {
    dialog.setContentPane(content);
    dialog.getRootPane().setDefaultButton(go);
    onEscape(dialog);
    dialog.pack();
    dialog.pack(); // a text knows how tall it is once it knows how wide
    dialog.setResizable(false);
    dialog.setLocationRelativeTo(dialog.getOwner());
    dialog.setVisible(true);
  }

  static void onEscape(JDialog dialog) {
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> dialog.dispose(),
            KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
  }
}
