package im.symbolon.swing.devices;

import im.symbolon.messenger.trust.Membership;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.Watches;
import im.symbolon.swing.look.When;
import im.symbolon.views.DevicesModel;
import java.awt.Font;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** The account's devices, and linking one more. Close it when it goes. */
public final class DevicesPane extends JPanel {
  private final DevicesModel model;
  private final Parts parts;
  private final Asks asks;
  private final When when;
  private final Watches watches = new Watches();
  private final ProblemLine problem;
  private final JLabel done;
  private final Prose warning = new Prose("", "danger", 1f);
  private final JPanel list =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]4[]"));
  private final JPanel asking =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
  private final JPanel offer =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
  private final JTextField code;
  private final JTextField recoveryKey;
  private final Prose fingerprint = new Prose("", "text", 1f);
  private final JLabel lines;
  private final JCheckBox history;

  /**
   * What is asked in a window of its own.
   *
   * @param sure asks a question, and is told whether it was meant
   * @param text asks for a text; empty when nothing was meant
   */
  public record Asks(Predicate<String> sure, Function<String, Optional<String>> text) {}

  public DevicesPane(DevicesModel model, Parts parts, Asks asks) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]12[]"));
    this.model = model;
    this.parts = parts;
    this.asks = asks;
    this.when = new When(parts.texts());
    this.problem = new ProblemLine(parts.texts());
    this.done = parts.label("devices.done", "", "accent", 1f, Font.BOLD);
    this.code = parts.field("devices.link.code");
    this.recoveryKey = parts.field("devices.backup.key");
    this.lines = parts.label("devices.lines", "", "muted", 0.93f, Font.PLAIN);
    this.history = parts.check("devices.offer.withhistory", true);
    setOpaque(false);
    list.setOpaque(false);
    asking();
    offer();
    add(warning, "growx, wmin 0");
    add(problem, "growx, wmin 0");
    add(done);
    add(list, "growx");
    add(parts.heading("devices.link"), "gaptop 14");
    add(asking, "growx");
    add(offer, "growx");
    add(parts.heading("devices.backup.title"), "gaptop 14");
    add(parts.label("devices.backup.key"));
    add(recoveryKey, "growx, wmin 0, split 2, wmax 420");
    add(parts.button("devices.backup", this::backup));
    watches.add(model.state().watch(this::show));
  }

  private void asking() {
    asking.setOpaque(false);
    asking.add(new Prose(parts.text("devices.link.text"), "muted", 0.95f), "growx, wmin 0");
    code.addActionListener(event -> find());
    asking.add(code, "growx, wmin 0, split 2, wmax 320");
    asking.add(parts.primary("devices.link.find", this::find));
  }

  private void find() {
    if (!code.getText().trim().isEmpty()) {
      model.find(code.getText());
    }
  }

  /** Writes everything into a file, which the recovery key alone opens. */
  private void backup() {
    JFileChooser chooser = new JFileChooser();
    chooser.setName("devices.backup.chooser");
    if (chooser.showSaveDialog(this) == JFileChooser.APPROVE_OPTION) {
      model.backup(chooser.getSelectedFile().toPath(), recoveryKey.getText());
      recoveryKey.setText("");
    }
  }

  private void offer() {
    offer.setOpaque(false);
    fingerprint.setName("devices.offer.key");
    offer.add(new Prose(parts.text("devices.offer")), "growx, wmin 0");
    offer.add(fingerprint, "growx, wmin 0");
    offer.add(lines);
    offer.add(history);
    offer.add(
        parts.primary("devices.approve", () -> model.approve(history.isSelected())), "split 2");
    offer.add(parts.quiet("devices.decline", model::decline));
  }

  private void show(DevicesModel.View view) {
    problem.show(view.problem());
    done.setText(view.done().map(parts::text).orElse(""));
    done.setVisible(view.done().isPresent());
    String warn =
        view.membership() == Membership.UNLINKED
            ? "devices.unlinked"
            : view.membership() == Membership.REMOVED ? "devices.removed" : "devices.recovery";
    boolean fine = view.membership().maySpeak();
    warning.setText(parts.text(warn));
    warning.setVisible(view.loaded() && (!fine || view.recoveryPending()));
    asking.setVisible(!view.offer().isPresent());
    offer.setVisible(view.offer().isPresent());
    view.offer()
        .ifPresent(
            found -> {
              code.setText("");
              fingerprint.setText(found.fingerprint());
              lines.setText(parts.text("devices.offer.history", found.historyLines()));
            });
    code.setEnabled(!view.busy());
    list.removeAll();
    view.devices().forEach(each -> list.add(row(each), "growx"));
    revalidate();
    repaint();
  }

  private JComponent row(DevicesModel.Own device) {
    JPanel row =
        new JPanel(new MigLayout("insets 8 0 8 0, fillx", "[]14[grow][100!][100!]", "[]0[]"));
    row.setOpaque(false);
    JLabel icon = new JLabel(Glyph.DEVICES.icon(26, device.here() ? "accent" : "muted"));
    row.add(parts.named(icon, "device.icon", label(device)), "spany 2");
    row.add(parts.label("device.label", label(device), "text", 1f, Font.BOLD), "growx, wmin 0");
    row.add(parts.quiet("common.rename", () -> rename(device)), "spany 2, growx");
    if (device.here()) {
      row.add(new JLabel(), "spany 2, wrap");
    } else {
      row.add(parts.quiet("common.remove", () -> remove(device)), "spany 2, growx, wrap");
    }
    String since = parts.text("devices.since", when.brief(device.added()));
    JLabel key =
        parts.label("device.since", since + " · " + device.id(), "muted", 0.88f, Font.PLAIN);
    key.setToolTipText(device.fingerprint());
    row.add(key, "growx, wmin 0");
    return row;
  }

  private String label(DevicesModel.Own device) {
    String label = device.label().isEmpty() ? parts.text("devices.unnamed") : device.label();
    return device.here() ? label + " (" + parts.text("devices.here") + ")" : label;
  }

  private void rename(DevicesModel.Own device) {
    asks.text()
        .apply(parts.text("devices.rename"))
        .ifPresent(name -> model.rename(device.id(), name));
  }

  private void remove(DevicesModel.Own device) {
    if (asks.sure().test(parts.text("devices.remove.sure", label(device)))) {
      model.remove(device.id());
    }
  }

  public void close() {
    watches.close();
    model.close();
  }
}
