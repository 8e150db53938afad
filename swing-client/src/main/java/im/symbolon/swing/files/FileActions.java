package im.symbolon.swing.files;

import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileKey;
import im.symbolon.views.FileState;
import im.symbolon.views.Line;
import im.symbolon.views.Picked;
import java.awt.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JMenuItem;

/** What people do with files in a chat. */
public final class FileActions {
  private final ChatModel model;
  private final JComponent over;
  private final Parts parts;
  private final FileParts painted;
  private final Dialogs dialogs;

  public FileActions(ChatModel model, JComponent over, Parts parts, FileParts painted) {
    this.model = model;
    this.over = over;
    this.parts = parts;
    this.painted = painted;
    this.dialogs = new Dialogs(over, parts);
  }

  /** A click on a file does what its sign says. */
  public void click(FileParts.Placed placed, Point point) {
    FileKey key = placed.key();
    boolean ours = placed.line().mine();
    switch (placed.state().stage()) {
      case ABSENT, WAITING -> model.files().fetch(key);
      case PREPARING, MOVING -> model.files().cancel(key);
      case FAILED -> {
        if (!ours) {
          model.files().fetch(key);
        }
      }
      case HERE -> use(placed, point);
    }
  }

  private void use(FileParts.Placed placed, Point point) {
    FileKey key = placed.key();
    switch (placed.item().kind()) {
      case PICTURE -> view(key);
      case VOICE -> {
        Optional<Double> share = painted.shareAt(placed, point);
        if (share.isPresent()) {
          model.voice().seek(key, share.get());
        } else {
          model.voice().toggle(key);
        }
      }
      case FILM, FILE -> open(placed.item(), key);
    }
  }

  private void view(FileKey key) {
    new PictureViewer(model, parts, dialogs).show(key);
  }

  private void open(FileItem item, FileKey key) {
    if (!item.mayRun()) {
      model.files().copy(key, Opened::show);
    } else if (dialogs.sure(parts.text("file.mayrun", item.name()), "file.saveas")) {
      save(item, key);
    }
  }

  private void save(FileItem item, FileKey key) {
    Optional<Path> target = dialogs.saveAs(item.name());
    target.ifPresent(each -> model.files().save(key, each, where -> {}));
  }

  /** What can be done with the files of a line, for its menu. */
  public List<JMenuItem> items(Line line) {
    List<JMenuItem> items = new ArrayList<>();
    for (int i = 0; i < line.files().size(); i++) {
      items.addAll(items(line, i));
    }
    return items;
  }

  private List<JMenuItem> items(Line line, int index) {
    FileKey key = line.file(index);
    FileItem item = line.files().get(index);
    FileState.Stage stage = model.state().value().file(key).stage();
    return switch (stage) {
      case HERE -> List.of(opening(item, key), item("file.saveas", () -> save(item, key)));
      case ABSENT -> List.of(item("file.fetch", () -> model.files().fetch(key)));
      case WAITING -> List.of(item("file.again", () -> model.files().fetch(key)));
      case PREPARING, MOVING -> List.of(item("file.cancel", () -> model.files().cancel(key)));
      case FAILED ->
          line.mine() ? List.of() : List.of(item("file.again", () -> model.files().fetch(key)));
    };
  }

  private JMenuItem opening(FileItem item, FileKey key) {
    return switch (item.kind()) {
      case PICTURE -> item("file.view", () -> view(key));
      case VOICE -> item("file.play", () -> model.voice().toggle(key));
      case FILM, FILE -> item("file.open", () -> open(item, key));
    };
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = new JMenuItem(parts.text(key));
    parts.named(item, key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }

  /** Lets a person choose files, and looks at them before they are sent. */
  public void attach() {
    offer(dialogs.choose().stream().map(Picked::of).toList());
  }

  /** Shows what is to be sent, and sends it. */
  public void offer(List<Picked> files) {
    if (!files.isEmpty()) {
      new SendPreview(parts, dialogs).ask(files, over).ifPresent(model.files()::send);
    }
  }
}
