package im.symbolon.swing.app;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.SystemTheme;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Platform;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(
      arity = "0..1",
      paramLabel = "LINK",
      defaultValue = "",
      description = "an xmpp: link with somebody's address to begin a chat with")
  private String link;

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
      return failed("There is no screen to open a window on; set DISPLAY, or use xvfb-run.");
    }
    try {
      Optional<OnlyOne> here = OnlyOne.take(data);
      return here.isPresent() ? begin(here.get()) : call(data, link);
    } catch (IOException e) {
      return failed("Symbolon cannot write to " + data + "; choose another folder with --data.");
    }
  }

  private int failed(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  private int begin(OnlyOne here) {
    Runnable ended =
        () -> {
          here.close();
          System.exit(0);
        };
    DesktopWindow window = open(data, new DesktopPlatform(), ended).join();
    here.answer(called -> SwingUtilities.invokeLater(() -> window.called(called)));
    if (!link.isEmpty()) {
      SwingUtilities.invokeLater(() -> window.called(link));
    }
    return 0;
  }

  private int call(Path folder, String wanted) {
    if (!OnlyOne.call(folder, wanted)) {
      return failed(
          "Symbolon is open already, and does not answer: look for its window, or end it.");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Symbolon is open already; its window was brought to the front.");
    out.flush();
    return 0;
  }

  /** Opens a window on that folder. Not on the event thread. */
  public static CompletableFuture<DesktopWindow> open(
      Path data, Platform platform, Runnable ended) {
    return open(Program.on(data, platform), ended);
  }

  /** Opens a window on these accounts. Not on the event thread. */
  public static CompletableFuture<DesktopWindow> open(Program program, Runnable ended) {
    CompletableFuture<DesktopWindow> opened = new CompletableFuture<>();
    boolean dark = SystemTheme.isDark(program.settings().state().value().theme());
    Look.prepare(program.settings().state().value().scale());
    program.backstage().aside(Emoji::system); // reads a large file, before anything is painted
    SwingUtilities.invokeLater(
        () -> {
          Look.show(dark);
          DesktopWindow window = new DesktopWindow(program, ended);
          window.open(dark);
          opened.complete(window);
        });
    return opened;
  }
}
