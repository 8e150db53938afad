package im.symbolon.swing.devices;

import im.symbolon.swing.look.KeyGroups;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.DevicesModel;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** The recovery key, as long as nobody has written it down. */
final class KeyPart extends JPanel {
  private final Prose pending;
  private final JButton show;
  private final JPanel shown =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
  private final KeyGroups key;
  private final JTextField last;

  KeyPart(DevicesModel model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]6[]"));
    this.pending = new Prose(parts.text("devices.recovery"), "danger", 1f);
    this.show = parts.button("devices.recovery.show", model::showRecoveryKey);
    this.key = parts.named(new KeyGroups(), "devices.key", parts.text("firstrun.restore.key"));
    this.last = parts.field("firstrun.recovery.prompt");
    setOpaque(false);
    shown.setOpaque(false);
    add(pending, "growx, wmin 0");
    add(show);
    add(shown, "growx");
    shown.add(new Prose(parts.text("firstrun.recovery.text"), "muted", 0.97f), "growx, wmin 0");
    shown.add(key, "growx, wmax 420");
    shown.add(new Prose(parts.text("firstrun.recovery.prompt")), "growx, wmin 0");
    shown.add(last, "w 160!");
    last.addActionListener(event -> confirm(model));
    shown.add(parts.primary("firstrun.recovery.confirm", () -> confirm(model)), "split 2");
    shown.add(parts.quiet("firstrun.recovery.later", model::hideRecoveryKey));
  }

  private void confirm(DevicesModel model) {
    model.confirmRecoveryKey(last.getText());
    last.setText("");
  }

  void show(DevicesModel.View view) {
    boolean open = !view.recoveryKey().isEmpty();
    pending.setVisible(view.recoveryPending() && !open);
    show.setVisible(view.recoveryPending() && !open);
    shown.setVisible(open);
    key.show(view.recoveryKey());
    setVisible(view.recoveryPending());
  }
}
