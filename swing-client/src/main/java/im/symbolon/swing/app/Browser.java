package im.symbolon.swing.app;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens addresses of the web, and pages of this program's own, in the system's browser. */
final class Browser {
  private static final Logger LOG = Logger.getLogger(Browser.class.getName());

  private Browser() {}

  /** Opens what this program wrote itself. */
  static void open(Path written) {
    begin(written.toUri());
  }

  /** Opens it, if it is one of the web; nothing else of others is ever handed to the system. */
  static void open(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (List.of("http", "https").contains(scheme) && address.getHost() != null) {
      begin(address);
    }
  }

  private static void begin(URI address) {
    Thread opening = new Thread(() -> launch(address), "symbolon-browser");
    opening.setDaemon(true);
    opening.start();
  }

  private static void launch(URI address) {
    try {
      boolean known =
          Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
      if (known) {
        Desktop.getDesktop().browse(address);
      } else {
        new ProcessBuilder("xdg-open", address.toASCIIString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.INFO, "no browser could be started: {0}", e.getClass().getName());
    }
  }
}
