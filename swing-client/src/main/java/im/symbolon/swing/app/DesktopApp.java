package im.symbolon.swing.app;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.SystemTheme;
import im.symbolon.swing.media.DesktopMedia;
import im.symbolon.views.Accounts;
import im.symbolon.views.Backstage;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Platform;
import im.symbolon.views.SettingsModel;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./symbolon desktop}. */
@Command(
    name = "symbolon desktop",
    mixinStandardHelpOptions = true,
    version = "Symbolon 0.1.0",
    description = "The desktop client.")
public final class DesktopApp implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where accounts and settings are kept (default: ${DEFAULT-VALUE})",
      defaultValue = "${sys:user.home}/.local/share/symbolon")
  private Path data;

  private DesktopApp() {}

  public static void main(String[] args) {
    int code = new CommandLine(new DesktopApp()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() {
    if (GraphicsEnvironment.isHeadless()) {
      spec.commandLine()
          .getErr()
          .println("There is no screen to open a window on; set DISPLAY, or use xvfb-run.");
      return 1;
    }
    open(data, new DesktopPlatform(new DesktopMedia()), () -> System.exit(0)).join();
    return 0;
  }

  /** Opens a window on that folder. Not on the event thread. */
  public static CompletableFuture<DesktopWindow> open(
      Path data, Platform platform, Runnable ended) {
    CompletableFuture<DesktopWindow> opened = new CompletableFuture<>();
    Backstage backstage = Backstage.threads(SwingUtilities::invokeLater);
    SettingsModel settings = SettingsModel.load(data, backstage);
    boolean dark = SystemTheme.isDark(settings.state().value().theme());
    Accounts accounts = new Accounts(data, platform, backstage);
    Look.prepare(settings.state().value().scale());
    SwingUtilities.invokeLater(
        () -> {
          Look.show(dark);
          DesktopWindow window = new DesktopWindow(accounts, settings, backstage, ended);
          window.open(dark);
          opened.complete(window);
        });
    return opened;
  }
}
