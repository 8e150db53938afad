package im.symbolon.views;

import java.util.Objects;
import java.util.Properties;

/**
 * How a person wants it.
 *
 * @param language of the texts as a tag such as {@code de}; empty for the system's
 * @param scale in percent of the system's, 100 to 250
 * @param enterSends whether Enter sends and Shift+Enter breaks the line, or Ctrl+Enter sends
 * @param window where the window stood, as the desktop writes it; empty before it ever did
 * @param account the one that was shown last; empty for none
 * @param keepsRunning whether the program goes on when its window is closed
 */
public record Settings(
    Theme theme,
    String language,
    int scale,
    boolean enterSends,
    String window,
    String account,
    boolean keepsRunning,
    Notices notices) {
  public static final Settings USUAL =
      new Settings(Theme.SYSTEM, "", 100, true, "", "", false, Notices.USUAL);
  public static final int LEAST_SCALE = 100;
  public static final int MOST_SCALE = 250;

  /** Light or dark. */
  public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
  }

  public Settings {
    Objects.requireNonNull(theme);
    Objects.requireNonNull(language);
    Objects.requireNonNull(window);
    Objects.requireNonNull(account);
    Objects.requireNonNull(notices);
    scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, scale));
  }

  public Settings with(Theme other) {
    return new Settings(other, language, scale, enterSends, window, account, keepsRunning, notices);
  }

  public Settings withLanguage(String other) {
    return new Settings(theme, other, scale, enterSends, window, account, keepsRunning, notices);
  }

  public Settings withScale(int other) {
    return new Settings(theme, language, other, enterSends, window, account, keepsRunning, notices);
  }

  public Settings withEnterSends(boolean other) {
    return new Settings(theme, language, scale, other, window, account, keepsRunning, notices);
  }

  public Settings withWindow(String other) {
    return new Settings(theme, language, scale, enterSends, other, account, keepsRunning, notices);
  }

  public Settings withAccount(String other) {
    return new Settings(theme, language, scale, enterSends, window, other, keepsRunning, notices);
  }

  public Settings withKeepsRunning(boolean other) {
    return new Settings(theme, language, scale, enterSends, window, account, other, notices);
  }

  public Settings with(Notices other) {
    return new Settings(theme, language, scale, enterSends, window, account, keepsRunning, other);
  }

  Properties write() {
    Properties out = new Properties();
    out.setProperty("theme", theme.name());
    out.setProperty("language", language);
    out.setProperty("scale", String.valueOf(scale));
    out.setProperty("enter-sends", String.valueOf(enterSends));
    out.setProperty("window", window);
    out.setProperty("account", account);
    out.setProperty("keeps-running", String.valueOf(keepsRunning));
    notices.write(out);
    return out;
  }

  /** What is missing or makes no sense is as usual: no file of settings stops a program. */
  static Settings read(Properties in) {
    Theme theme = Theme.SYSTEM;
    for (Theme each : Theme.values()) {
      theme = each.name().equals(in.getProperty("theme")) ? each : theme;
    }
    String scale = in.getProperty("scale", "");
    int percent = scale.matches("[0-9]{1,4}") ? Integer.parseInt(scale) : USUAL.scale();
    return new Settings(
        theme,
        in.getProperty("language", ""),
        percent,
        !"false".equals(in.getProperty("enter-sends")),
        in.getProperty("window", ""),
        in.getProperty("account", ""),
        "true".equals(in.getProperty("keeps-running")),
        Notices.read(in));
  }
}
