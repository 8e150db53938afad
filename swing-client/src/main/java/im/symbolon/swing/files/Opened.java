package im.symbolon.swing.files;

import java.awt.Desktop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Copies that other programs show. They go when this program ends. */
final class Opened {
  private static final Logger LOG = Logger.getLogger(Opened.class.getName());

  private Opened() {}

  /** Shows a copy in the program that the system has for it. */
  static void show(Path copy) {
    File file = copy.toFile();
    file.getParentFile().deleteOnExit();
    file.deleteOnExit(); // the later one goes first
    Thread starting = new Thread(() -> start(file), "symbolon-open");
    starting.setDaemon(true);
    starting.start();
  }

  private static void start(File file) {
    try {
      if (System.getProperty("os.name", "").startsWith("Linux")) {
        new ProcessBuilder("xdg-open", file.getPath())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } else {
        Desktop.getDesktop().open(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.WARNING, "nothing on this system shows it: {0}", e.getClass().getName());
    }
  }
}
