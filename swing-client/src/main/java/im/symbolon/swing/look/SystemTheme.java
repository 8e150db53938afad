package im.symbolon.swing.look;

import im.symbolon.views.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Whether the system is dark. Asks a program of the system's: not on the event thread. */
public final class SystemTheme {
  private static final long PATIENCE_SECONDS = 2;

  private SystemTheme() {}

  /** What was chosen, or else what the system has. */
  public static boolean isDark(Settings.Theme chosen) {
    return switch (chosen) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> isSystemDark();
    };
  }

  private static boolean isSystemDark() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return says("Dark", List.of("defaults", "read", "-g", "AppleInterfaceStyle"));
    } else if (os.contains("win")) {
      String key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";
      return says("0x0", List.of("reg", "query", key, "/v", "AppsUseLightTheme"));
    }
    return says("dark", List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"));
  }

  private static boolean says(String word, List<String> command) {
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return false;
      }
      try (InputStream in = process.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(word);
      }
    } catch (IOException e) {
      return false; // there is no such program: light, as everywhere else
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
