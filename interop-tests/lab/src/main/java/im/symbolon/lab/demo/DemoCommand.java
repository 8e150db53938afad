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
    Demo demo = new Demo(new Stage(out), directory, plugin, messages);
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
