package im.symbolon.swing.export;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.ExportModel;
import im.symbolon.views.Harmless;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** What was written, and where. */
final class DonePart extends JPanel {
  private final Parts parts;
  private final Prose what = new Prose("", "text", 1f);
  private final Prose more = new Prose("", "muted", 0.96f);
  private final JButton go;
  private Optional<Path> page = Optional.empty();

  DonePart(Parts parts, Consumer<Path> look, Runnable close) {
    super(new MigLayout("insets 20 22 18 22, fillx, wrap 1, hidemode 3", "[grow]", "[]8[]"));
    this.parts = parts;
    this.go = parts.primary("export.show", () -> page.ifPresent(look));
    what.setName("export.done");
    more.setName("export.done.more");
    add(what, "growx, w 380!");
    add(more, "growx, w 380!");
    add(parts.quiet("common.close", close), "split 2, align trailing, gaptop 6");
    add(go);
  }

  void show(ExportModel.Done done) {
    page = Optional.of(done.page());
    String name = Harmless.name(done.where().getFileName().toString());
    what.setText(parts.text("export.done", done.messages(), name));
    StringBuilder rest = new StringBuilder();
    say(rest, "export.done.files", done.files());
    say(rest, "export.done.absent", done.absentFiles());
    say(rest, "export.done.left", done.leftOut());
    more.setText(rest.toString());
    more.setVisible(rest.length() > 0);
  }

  private void say(StringBuilder out, String key, long count) {
    if (count > 0) {
      out.append(out.length() > 0 ? " " : "").append(parts.text(key, count));
    }
  }

  JButton go() {
    return go;
  }
}
