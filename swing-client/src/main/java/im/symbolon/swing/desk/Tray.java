package im.symbolon.swing.desk;

import im.symbolon.views.Notice;
import java.awt.AWTException;
import java.awt.Dimension;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.Optional;
import javax.swing.SwingUtilities;

/** This program's place in AWT's tray. */
final class Tray {
  private final TrayIcon icon;
  private volatile Optional<Notice.Of> last = Optional.empty();

  private Tray(Desk.Words words, Desk.Ears ears) {
    icon = new TrayIcon(Badge.icon(size(), 0), words.name(), menu(words, ears));
    icon.addActionListener(
        event -> {
          Optional<Notice.Of> told = last;
          last = Optional.empty();
          told.ifPresentOrElse(ears::chosen, ears::wanted);
        });
  }

  private static int size() {
    Dimension size = SystemTray.getSystemTray().getTrayIconSize();
    return Math.max(16, Math.min(size.width, size.height));
  }

  private static PopupMenu menu(Desk.Words words, Desk.Ears ears) {
    PopupMenu menu = new PopupMenu();
    MenuItem open = new MenuItem(words.open());
    open.addActionListener(event -> ears.wanted());
    MenuItem quit = new MenuItem(words.quit());
    quit.addActionListener(event -> ears.quit());
    menu.add(open);
    menu.add(quit);
    return menu;
  }

  /** Empty where the tray does not take it. */
  static Optional<Tray> open(Desk.Words words, Desk.Ears ears) {
    Tray tray = new Tray(words, ears);
    try {
      SystemTray.getSystemTray().add(tray.icon);
      return Optional.of(tray);
    } catch (AWTException e) {
      return Optional.empty();
    }
  }

  void badge(int unread) {
    icon.setImage(Badge.icon(size(), unread));
  }

  void tell(Notice notice) {
    if (!notice.quiet()) {
      last = Optional.of(notice.of());
      SwingUtilities.invokeLater(
          () -> icon.displayMessage(notice.title(), notice.body(), TrayIcon.MessageType.NONE));
    }
  }

  void close() {
    SystemTray.getSystemTray().remove(icon);
  }
}
