package im.symbolon.swing.app;

import java.util.List;
import javax.swing.JRootPane;

/** The keys that work in a window now. */
final class InstalledKeys {
  private final JRootPane window;
  private List<Shortcut> installed = List.of();

  InstalledKeys(JRootPane window) {
    this.window = window;
  }

  /** These from now on, and no others. */
  void install(List<Shortcut> keys) {
    installed.forEach(each -> each.remove(window));
    keys.forEach(each -> each.install(window));
    installed = List.copyOf(keys);
  }
}
