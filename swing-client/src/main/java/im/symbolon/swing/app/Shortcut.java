package im.symbolon.swing.app;

import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.Locale;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;

/**
 * One key, and what it does.
 *
 * @param text the key of its text; empty for one that the list in help leaves out
 */
record Shortcut(KeyStroke key, String text, Runnable action) {
  /** Begins the names of all actions that have a key. */
  static final String PREFIX = "symbolon ";

  static Shortcut of(String key, String text, Runnable action) {
    return new Shortcut(KeyStroke.getKeyStroke(key), text, action);
  }

  /** Its name in the maps of a window. */
  String name() {
    return PREFIX + key;
  }

  /** It works everywhere in that window. */
  void install(JRootPane window) {
    window.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(key, name());
    window.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(key, name());
    window.getActionMap().put(name(), new Acting(action));
  }

  /** It works in that window no more. */
  void remove(JRootPane window) {
    window.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).remove(key);
    window.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).remove(key);
    window.getActionMap().remove(name());
  }

  private static final class Acting extends AbstractAction {
    private final transient Runnable action;

    Acting(Runnable action) {
      this.action = action;
    }

    @Override
    public void actionPerformed(ActionEvent event) {
      action.run();
    }
  }

  /** As it stands on a keyboard. */
  String shown() {
    String modifiers = InputEvent.getModifiersExText(key.getModifiers());
    String name =
        key.getKeyCode() == KeyEvent.VK_COMMA ? "," : KeyEvent.getKeyText(key.getKeyCode());
    String plain = name.length() == 1 ? name.toUpperCase(Locale.ROOT) : name;
    return modifiers.isEmpty() ? plain : modifiers + "+" + plain;
  }
}
