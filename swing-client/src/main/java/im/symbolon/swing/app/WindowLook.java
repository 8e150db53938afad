package im.symbolon.swing.app;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.SystemTheme;
import im.symbolon.views.Settings;
import im.symbolon.views.Watch;
import javax.swing.SwingUtilities;

/** Light or dark, as a person chose or as the system has it. On the event thread. */
final class WindowLook implements AutoCloseable {
  private final Program program;
  private Watch watch = () -> {};
  private Settings.Theme theme;
  private boolean dark;
  private boolean closed;

  WindowLook(Program program) {
    this.program = program;
    this.theme = program.settings().state().value().theme();
  }

  /**
   * Follows what is chosen from now on.
   *
   * @param darkNow what is shown already
   */
  void begin(boolean darkNow) {
    dark = darkNow;
    watch = program.settings().state().watch(now -> follow(now.theme()));
  }

  boolean isDark() {
    return dark;
  }

  private void follow(Settings.Theme wanted) {
    if (wanted != theme) {
      theme = wanted;
      lookAgain();
    }
  }

  /** The system may have changed it meanwhile. */
  void lookAgain() {
    Settings.Theme wanted = theme;
    program
        .backstage()
        .aside(
            () -> {
              boolean nowDark = SystemTheme.isDark(wanted);
              SwingUtilities.invokeLater(() -> show(nowDark));
            });
  }

  private void show(boolean nowDark) {
    if (nowDark != dark && !closed) {
      dark = nowDark;
      Look.show(nowDark);
    }
  }

  /** The other one, until a person chooses again. */
  void turn() {
    Settings.Theme other = dark ? Settings.Theme.LIGHT : Settings.Theme.DARK;
    program.settings().change(was -> was.with(other));
  }

  @Override
  public void close() {
    closed = true;
    watch.close();
  }
}
