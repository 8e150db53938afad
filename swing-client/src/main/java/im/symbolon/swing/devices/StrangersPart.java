package im.symbolon.swing.devices;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.When;
import im.symbolon.views.DevicesModel;
import java.awt.Font;
import java.util.function.BiPredicate;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Clients on the account that nobody linked, each asked about. */
final class StrangersPart extends JPanel {
  private final DevicesModel model;
  private final Parts parts;
  private final BiPredicate<String, String> sure;
  private final When when;

  StrangersPart(DevicesModel model, Parts parts, BiPredicate<String, String> sure) {
    super(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
    this.model = model;
    this.parts = parts;
    this.sure = sure;
    this.when = new When(parts.texts());
    setOpaque(false);
  }

  void show(DevicesModel.View view) {
    removeAll();
    setVisible(!view.strangers().isEmpty());
    if (!view.strangers().isEmpty()) {
      add(parts.heading("devices.strange.title"), "gaptop 10");
      add(new Prose(parts.text("devices.strange.text"), "muted", 0.95f), "growx, wmin 0");
      view.strangers().forEach(each -> add(row(each, view.busy()), "growx"));
    }
  }

  private JComponent row(DevicesModel.Strange device, boolean busy) {
    JPanel row = new JPanel(new MigLayout("insets 4 0 8 0, fillx, wrap 2", "[]14[grow]", "[]2[]"));
    row.setOpaque(false);
    String id = parts.text("safety.device", device.id());
    String since = parts.text("devices.strange.since", when.brief(device.foundAt()));
    JLabel icon = new JLabel(Glyph.WARNING.icon(24, "danger"));
    row.add(parts.named(icon, "strange.icon", id), "top, spany 3");
    row.add(
        parts.label("strange." + device.id(), id + " · " + since, "text", 1f, Font.BOLD),
        "growx, wmin 0");
    boolean known = !device.fingerprint().isEmpty();
    String key = known ? device.fingerprint() : parts.text("devices.strange.nokey");
    row.add(new Prose(key, "muted", 0.9f), "growx, wmin 0");
    JButton mine = parts.button("devices.strange.mine", () -> adopt(device));
    mine.setEnabled(known && !busy);
    row.add(mine, "split 2");
    row.add(parts.quiet("devices.strange.not", () -> disown(device)));
    return row;
  }

  private void adopt(DevicesModel.Strange device) {
    if (sure.test(
        parts.text("devices.strange.mine.sure", device.fingerprint()), "devices.strange.mine")) {
      model.adopt(device);
    }
  }

  private void disown(DevicesModel.Strange device) {
    if (sure.test(parts.text("devices.strange.not.sure"), "devices.strange.not")) {
      model.disown(device);
    }
  }
}
