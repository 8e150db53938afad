package im.symbolon.lab.bench;

import im.symbolon.lab.Bounds;
import im.symbolon.lab.LabException;
import im.symbolon.lab.demo.Trees;
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

/** {@code symbolon bench service}. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Two servers with the plugin on PostgreSQL, and a thousand clients.",
    description = {
      "",
      "Measures how many keys are claimed in a second, beside whole bundles fetched by PEP on the",
      "same server; then connects clients to two domains, each of which sends every two seconds",
      "to one of the other domain, and counts what arrives. Their first minute is not measured:",
      "the servers have just been started.",
      ""
    },
    footer = {
      "",
      "The report: claims_per_s, claim_p99_ms, pep_fetch_per_s, delivered, lost, delivery_p99_ms",
      "and heap_mb, which is what the larger of the two servers holds after a collection, with",
      "all clients connected.",
      "Exit code 0 only if no message was lost or doubled and 99 of 100 arrived within a second."
    })
public final class ServiceCommand implements Callable<Integer> {
  private static final Bounds CLIENTS = new Bounds(2, 5_000);
  private static final Bounds SECONDS = new Bounds(2, 3_600);
  private static final Bounds WARM_UP = new Bounds(0, 3_600);
  private static final Bounds CLAIMS = new Bounds(1, 100_000);

  @Spec private CommandSpec spec;

  @Option(
      names = "--clients",
      paramLabel = "N",
      description = "clients, an even number (default: ${DEFAULT-VALUE})",
      defaultValue = "1000")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "how long they send (default: ${DEFAULT-VALUE})",
      defaultValue = "120")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "seconds for which they send before that is measured (default: ${DEFAULT-VALUE})",
      defaultValue = "60")
  private int warmUp;

  @Option(
      names = "--claims",
      paramLabel = "N",
      description = "keys to claim, and bundles to fetch (default: ${DEFAULT-VALUE})",
      defaultValue = "5000")
  private int claims;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      hidden = true,
      required = true,
      description = "the plugin's jar; the launcher names it")
  private Path plugin;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CLIENTS.require(spec, "--clients", clients);
    SECONDS.require(spec, "--seconds", seconds);
    WARM_UP.require(spec, "--warm-up", warmUp);
    CLAIMS.require(spec, "--claims", claims);
    Logger.getLogger("").setLevel(Level.SEVERE); // what is measured is told on the terminal
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("symbolon-bench");
    try (ServiceBench bench = ServiceBench.start(directory, plugin, out)) {
      return report(bench.run(claims, clients - clients % 2, warmUp, seconds), out);
    } catch (LabException | IOException e) {
      spec.commandLine().getErr().println("The measurement could not go on. " + e.getMessage());
      return 1;
    } finally {
      Trees.delete(directory);
    }
  }

  private int report(ServiceReport report, PrintWriter out) throws IOException {
    out.println(report.words()); // first: the file may fail
    if (json != null) {
      report.writeJson(json);
    }
    return report.ok() ? 0 : 1;
  }
}
