package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileKey;
import im.symbolon.views.FileState;
import im.symbolon.views.Line;
import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;

/** Pictures of a chat in a window of their own: one after the other, and larger. */
final class PictureViewer {
  private final ChatModel model;
  private final Parts parts;
  private final Dialogs dialogs;
  private final JDialog dialog;
  private final Enlarged enlarged;
  private final JLabel name;
  private final JButton previous;
  private final JButton next;
  private List<Shown> all = List.of();
  private int at;

  private record Shown(FileKey key, FileItem item) {}

  PictureViewer(ChatModel model, Parts parts, Dialogs dialogs) {
    this.model = model;
    this.parts = parts;
    this.dialogs = dialogs;
    this.dialog = dialogs.dialog("viewer", parts.text("file.kind.picture"));
    this.enlarged = new Enlarged();
    parts.named(enlarged, "viewer.picture", parts.text("file.kind.picture"));
    enlarged.pictures(new Pictures(model.files(), enlarged::repaint));
    this.name = parts.label("viewer.name", "", "text", 1f, Font.PLAIN);
    this.previous = parts.icon(Glyph.BACK, "viewer.previous", () -> go(-1));
    this.next = parts.icon(Glyph.FORTH, "viewer.next", () -> go(1));
  }

  /** Until it is closed. */
  void show(FileKey first) {
    all = here(model.state().value());
    at = 0;
    for (int i = 0; i < all.size(); i++) {
      at = all.get(i).key().equals(first) ? i : at;
    }
    if (all.isEmpty()) {
      return;
    }
    dialog.setLayout(new BorderLayout());
    dialog.add(bar(), BorderLayout.NORTH);
    dialog.add(enlarged, BorderLayout.CENTER);
    keys();
    go(0);
    dialog.setSize(
        Math.max(Look.px(560), dialog.getOwner().getWidth() - Look.px(80)),
        Math.max(Look.px(420), dialog.getOwner().getHeight() - Look.px(60)));
    dialog.setLocationRelativeTo(dialog.getOwner());
    dialog.setVisible(true);
  }

  private static List<Shown> here(ChatModel.View view) {
    List<Shown> found = new ArrayList<>();
    for (Line line : view.lines()) {
      for (int i = 0; i < line.files().size(); i++) {
        FileItem item = line.files().get(i);
        boolean isHere = view.file(line.file(i)).stage() == FileState.Stage.HERE;
        if (isHere && item.kind() == FileItem.Kind.PICTURE) {
          found.add(new Shown(line.file(i), item));
        }
      }
    }
    return found;
  }

  private JPanel bar() {
    JPanel bar = new JPanel(new MigLayout("insets 8 16 8 12, fillx", "[grow]8[][]8[][]8[]"));
    bar.add(name, "growx, wmin 0");
    bar.add(parts.icon(Glyph.MINUS, "viewer.smaller", () -> enlarged.zoom(1 / Enlarged.STEP)));
    bar.add(parts.icon(Glyph.PLUS, "viewer.larger", () -> enlarged.zoom(Enlarged.STEP)));
    bar.add(previous);
    bar.add(next);
    bar.add(parts.icon(Glyph.SAVE, "file.saveas", this::save));
    return bar;
  }

  private void keys() {
    Dialogs.onEscape(dialog);
    key(KeyEvent.VK_LEFT, () -> go(-1));
    key(KeyEvent.VK_RIGHT, () -> go(1));
    key(KeyEvent.VK_PLUS, () -> enlarged.zoom(Enlarged.STEP));
    key(KeyEvent.VK_ADD, () -> enlarged.zoom(Enlarged.STEP));
    key(KeyEvent.VK_MINUS, () -> enlarged.zoom(1 / Enlarged.STEP));
    key(KeyEvent.VK_SUBTRACT, () -> enlarged.zoom(1 / Enlarged.STEP));
    key(KeyEvent.VK_0, enlarged::whole);
  }

  private void key(int code, Runnable action) {
    dialog
        .getRootPane()
        .registerKeyboardAction(
            event -> action.run(),
            KeyStroke.getKeyStroke(code, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
  }

  private void go(int step) {
    at = Math.max(0, Math.min(all.size() - 1, at + step));
    Shown now = all.get(at);
    name.setText(now.item().name());
    enlarged.picture(now.key(), now.item());
    previous.setEnabled(at > 0);
    next.setEnabled(at < all.size() - 1);
  }

  private void save() {
    Optional<Path> target = dialogs.saveAs(all.get(at).item().name());
    target.ifPresent(each -> model.files().save(all.get(at).key(), each, where -> {}));
  }
}
