package im.symbolon.swing.safety;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.Watches;
import im.symbolon.swing.look.When;
import im.symbolon.views.SealModel;
import java.awt.Font;
import java.util.Optional;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** How one message was encrypted. Close it when it goes. */
public final class SealPane extends JPanel {
  private final SealModel model;
  private final Parts parts;
  private final When when;
  private final Watches watches = new Watches();

  public SealPane(SealModel model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]2[]"));
    this.model = model;
    this.parts = parts;
    this.when = new When(parts.texts());
    setOpaque(false);
    watches.add(model.state().watch(this::show));
  }

  private void show(SealModel.View view) {
    removeAll();
    if (view.loaded()) {
      fill(view);
    }
    revalidate();
    repaint();
  }

  private void fill(SealModel.View view) {
    boolean waits = !view.version().isPresent() && view.readers().isEmpty();
    boolean mine = view.device().filter(SealModel.Device::here).isPresent();
    if (waits) {
      add(new Prose(parts.text(mine ? "seal.waits" : "seal.none")), "growx, wmin 0, gapbottom 8");
    }
    view.version().ifPresent(key -> version(key));
    view.way().ifPresent(key -> said("seal.way", parts.text(key)));
    view.device().ifPresent(this::device);
    view.readers().ifPresent(this::readers);
    said("seal.when", when.full(view.time()));
    said("seal.state", parts.texts().text("state", view.delivery()));
  }

  private void version(String key) {
    boolean weak = "seal.legacy".equals(key);
    JLabel label = parts.label("seal.version.value", parts.text(key), "text", 1.1f, Font.BOLD);
    label.setIcon((weak ? Glyph.WARNING : Glyph.LOCK).icon(20, weak ? "danger" : "accent"));
    parts.named(label, "seal.version", parts.text("seal.version") + ": " + label.getText());
    add(label, "gapbottom 8");
    if (weak) {
      add(new Prose(parts.text("seal.legacy.text"), "muted", 0.93f), "growx, wmin 0, gapbottom 8");
    }
  }

  private void device(SealModel.Device device) {
    String name = device.here() ? parts.text("seal.here") : device.label();
    String id = parts.text("safety.device", device.id());
    said("seal.device", name.isEmpty() ? id : name + " · " + id);
    if (!device.fingerprint().isEmpty()) {
      said("seal.key", device.fingerprint());
    }
    Optional<String> trust = device.trust();
    trust.ifPresent(key -> said("seal.trust", parts.text(key)));
  }

  private void readers(SealModel.Readers readers) {
    StringBuilder out = new StringBuilder(parts.text("seal.readers.count", readers.devices()));
    if (readers.legacy() > 0) {
      out.append(", ").append(parts.text("seal.readers.legacy", readers.legacy()));
    }
    if (readers.leftOut() > 0) {
      out.append(". ").append(parts.text("chat.leftout", readers.leftOut()));
    }
    said("seal.readers", out.toString());
  }

  private void said(String key, String value) {
    add(parts.label(key));
    Prose prose = new Prose(value);
    prose.setName(key + ".value");
    add(prose, "growx, wmin 0, gapbottom 8");
  }

  public void close() {
    watches.close();
    model.close();
  }
}
