package im.symbolon.lab.demo;

import im.symbolon.lab.Bounds;
import im.symbolon.lab.LabException;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code symbolon demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Two domains, two people, one conversation that no server can read.",
    description = {
      "",
      "Starts two real Openfire servers on loopback, alpha.test and beta.test, and lets",
      "alice@alpha.test and bob@beta.test (two devices) talk, end-to-end encrypted.",
      "carol@alpha.test links a device by code, verifies bob by safety number, loses",
      "a device and restores it from her backup.",
      "Then searches everything that the servers wrote and passed on for what was said.",
      ""
    },
    footer = {
      "",
      "Exit code 0 only if every message arrived once, readable, and no server could read one."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Bounds MESSAGES = new Bounds(1, 20_000);
  private static final long END_SECONDS = 30;

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "messages in each direction (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int messages;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Option(
      names = "--keep",
      description = "leave the servers running afterwards and print how to connect")
  private boolean keep;

  @Option(
      names = "--windows",
      description = "open two desktop clients on the two domains instead, ready to chat")
  private boolean windows;

  @Option(
      names = "--desktop",
      paramLabel = "CLASSPATH",
      hidden = true,
      defaultValue = "",
      description = "of the desktop client; the launcher names it")
  private String desktop;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      hidden = true,
      required = true,
      description = "the plugin's jar; the launcher names it")
  private Path plugin;

  @Override
  public Integer call() throws IOException {
    MESSAGES.require(spec, "--messages", messages);
    Logger.getLogger("").setLevel(Level.SEVERE); // the story is told on the terminal
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("symbolon-demo");
    return windows ? open(new Stage(out), directory) : tell(new Stage(out), directory);
  }

  private int tell(Stage stage, Path directory) throws IOException {
    Demo demo = new Demo(stage, directory, plugin, messages);
    try {
      return run(demo);
    } catch (LabException | TransportException | StoreException e) {
      spec.commandLine().getErr().println("The demo could not go on. " + e.getMessage());
      return 1;
    } finally {
      demo.close();
      Trees.delete(directory);
    }
  }

  /** Until the windows are closed, or somebody presses Ctrl+C: nothing is left behind then. */
  private int open(Stage stage, Path directory) throws IOException {
    CountDownLatch cleared = new CountDownLatch(1);
    WindowsDemo demo = new WindowsDemo(stage, directory, plugin, desktop);
    Thread hook = new Thread(() -> end(demo, cleared), "end-demo");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      demo.open();
      demo.awaitEnd();
      return 0;
    } catch (LabException e) {
      spec.commandLine().getErr().println("The demo could not go on. " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      demo.close();
      Trees.delete(directory);
      cleared.countDown();
    }
  }

  /** Its windows end, and so does what waits for them. */
  private static void end(WindowsDemo demo, CountDownLatch cleared) {
    if (cleared.getCount() > 0) {
      demo.closeWindows();
      try {
        cleared.await(END_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private int run(Demo demo) throws IOException, LabException, TransportException, StoreException {
    Report report = demo.run();
    if (json != null) {
      report.writeJson(json);
    }
    if (keep) {
      demo.keepRunning();
    }
    return report.ok() ? 0 : 1;
  }
}
