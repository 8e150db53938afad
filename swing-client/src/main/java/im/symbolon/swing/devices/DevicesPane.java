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
import java.util.function.BiPredicate;
import java.util.function.Function;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
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
  private final KeyPart recovery;
  private final StrangersPart strangers;

  /**
   * What is asked in a window of its own.
   *
   * @param sure asks a question with a button whose text has that key, and is told whether it was
   *     meant
   * @param text asks for a text; empty when nothing was meant
   */
  public record Asks(BiPredicate<String, String> sure, Function<String, Optional<String>> text) {}

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
    this.recovery = new KeyPart(model, parts);
    this.strangers = new StrangersPart(model, parts, asks.sure());
    setOpaque(false);
    list.setOpaque(false);
    asking();
    offer();
    add(warning, "growx, wmin 0");
    add(problem, "growx, wmin 0");
    add(done);
    add(recovery, "growx");
    add(list, "growx");
    add(strangers, "growx");
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
    boolean removed = view.membership() == Membership.REMOVED;
    warning.setText(parts.text(removed ? "devices.removed" : "devices.unlinked"));
    warning.setVisible(view.loaded() && !view.membership().maySpeak());
    asking.setVisible(!view.offer().isPresent());
    offer.setVisible(view.offer().isPresent());
    view.offer()
        .ifPresent(
            found -> {
              code.setText("");
              fingerprint.setText(found.fingerprint());
              lines.setText(parts.text("devices.offer.history", found.historyLines()));
            });
    recovery.show(view);
    strangers.show(view);
    code.setEnabled(!view.busy());
    list.removeAll();
    view.devices().forEach(each -> list.add(row(each), "growx"));
    revalidate();
    repaint();
  }

  private JComponent row(DevicesModel.Own device) {
    JPanel row = new JPanel(new MigLayout("insets 8 0 8 0, fillx", "[]14[grow][]", "[]0[]"));
    row.setOpaque(false);
    JLabel icon = new JLabel(Glyph.DEVICES.icon(26, device.here() ? "accent" : "muted"));
    row.add(parts.named(icon, "device.icon", label(device)), "spany 2");
    row.add(parts.label("device.label", label(device), "text", 1f, Font.BOLD), "growx, wmin 0");
    JButton more = parts.icon(Glyph.DOWN, "devices.more", () -> {});
    parts.named(more, "device.more." + device.id(), parts.text("devices.more", label(device)));
    more.setToolTipText(null);
    more.addActionListener(event -> menu(device).show(more, 0, more.getHeight()));
    row.add(more, "spany 2, wrap");
    String added = parts.text("devices.since", when.brief(device.added()));
    String since = device.foreign() ? parts.text("devices.foreign") + " · " + added : added;
    JLabel key =
        parts.label("device.since", since + " · " + device.id(), "muted", 0.88f, Font.PLAIN);
    key.setToolTipText(device.fingerprint());
    row.add(key, "growx, wmin 0");
    return row;
  }

  private JPopupMenu menu(DevicesModel.Own device) {
    JPopupMenu menu = new JPopupMenu();
    menu.add(item("common.rename", () -> rename(device)));
    if (!device.here()) {
      menu.add(item("common.remove", () -> remove(device)));
      menu.add(item("devices.revoke", () -> revoke(device)));
    }
    return menu;
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = parts.named(new JMenuItem(parts.text(key)), key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }

  private void revoke(DevicesModel.Own device) {
    asks.text()
        .apply(parts.text("devices.revoke.key", label(device)))
        .ifPresent(key -> model.revoke(device.id(), key));
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
    if (asks.sure().test(parts.text("devices.remove.sure", label(device)), "common.remove")) {
      model.remove(device.id());
    }
  }

  public void close() {
    watches.close();
    model.close();
  }
}
