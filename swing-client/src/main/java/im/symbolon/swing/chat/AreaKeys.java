package im.symbolon.swing.chat;

import java.awt.event.ActionEvent;
import java.util.function.BooleanSupplier;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

/** What keys do where one writes. The last one that is bound to a key comes first. */
final class AreaKeys {
  private final JComponent area;
  private int bound;

  AreaKeys(JComponent area) {
    this.area = area;
  }

  void bind(KeyStroke key, Runnable action) {
    bind(key, () -> true, action);
  }

  /** Where it does nothing, the key does what it did before, and elsewhere. */
  void bind(KeyStroke key, BooleanSupplier does, Runnable action) {
    Object usual = area.getInputMap().get(key);
    Action before = usual == null ? null : area.getActionMap().get(usual);
    String name = "symbolon " + key + " " + bound++;
    area.getInputMap().put(key, name);
    area.getActionMap()
        .put(
            name,
            new AbstractAction() {
              @Override
              public boolean isEnabled() {
                return does.getAsBoolean() || (before != null && before.isEnabled());
              }

              @Override
              public void actionPerformed(ActionEvent event) {
                if (does.getAsBoolean()) {
                  action.run();
                } else if (before != null) {
                  before.actionPerformed(event);
                }
              }
            });
  }
}
