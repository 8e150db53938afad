package im.symbolon.swing.app;

import im.symbolon.swing.desk.Desk;
import im.symbolon.swing.desk.SystemDesk;
import im.symbolon.views.Accounts;
import im.symbolon.views.Backstage;
import im.symbolon.views.Platform;
import im.symbolon.views.SettingsModel;
import java.nio.file.Path;
import javax.swing.SwingUtilities;

/** What stands behind the window: the accounts and settings of one folder, and the desktop. */
public record Program(Accounts accounts, SettingsModel settings, Backstage backstage, Desk desk) {
  /** On the desktop of this machine. Reads the settings: not on the event thread. */
  public static Program on(Path data, Platform platform) {
    return on(data, platform, new SystemDesk());
  }

  /** On that desktop. Reads the settings: not on the event thread. */
  public static Program on(Path data, Platform platform, Desk desk) {
    Backstage backstage = Backstage.threads(SwingUtilities::invokeLater);
    backstage.aside(platform::prepare); // while a passphrase is typed
    return new Program(
        new Accounts(data, platform, backstage),
        SettingsModel.load(data, backstage),
        backstage,
        desk);
  }
}
