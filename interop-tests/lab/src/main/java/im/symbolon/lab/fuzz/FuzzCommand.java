package im.symbolon.lab.fuzz;

import im.symbolon.lab.Bounds;
import im.symbolon.world.fuzz.Campaign;
import im.symbolon.world.fuzz.FuzzResult;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import im.symbolon.world.fuzz.FuzzRun;
import im.symbolon.world.fuzz.Script;
import im.symbolon.world.fuzz.Shrinker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code symbolon fuzz}. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Three people, six devices, and everything that can go wrong, by seeds.",
    description = {
      "",
      "Devices write, lose connections and power, are put back from old copies, removed and",
      "linked; stanzas are lost, late, doubled and overtaken; servers go down and lie about",
      "device lists. Then everything becomes honest and is switched on, and every message must",
      "be readable, exactly once, on every device that was listed when it was written and still",
      "exists. Time is virtual; the same seed always gives the same run, on every machine.",
      ""
    },
    footer = {
      "",
      "The report counts lost, duplicated and unreadable, in all and by seed. The first run that",
      "fails is made smaller and written down, to be looked at with --replay.",
      "Exit code 0 only if nothing was lost, duplicated or unreadable."
    })
public final class FuzzCommand implements Callable<Integer> {
  private static final Bounds SEEDS = new Bounds(1, 100_000);
  private static final Bounds EVENTS = new Bounds(1, 1_000_000);
  private static final Bounds SHRINK = new Bounds(0, 100_000);
  private static final int SHOWN = 10;

  private final Function<Script, FuzzResult> runs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "how many runs (default: ${DEFAULT-VALUE})",
      defaultValue = "20")
  private int seeds;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "events in each run (default: ${DEFAULT-VALUE})",
      defaultValue = "10000")
  private int events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the first run's seed (default: ${DEFAULT-VALUE})",
      defaultValue = "1")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "run the script in that file instead")
  private Path replay;

  @Option(
      names = "--shrink",
      paramLabel = "N",
      description =
          "how many runs to spend on making a failure smaller (default: ${DEFAULT-VALUE})",
      defaultValue = "60")
  private int shrink;

  @Option(
      names = "--failure",
      paramLabel = "FILE",
      description = "where a failing script is written (default: ${DEFAULT-VALUE})",
      defaultValue = "symbolon-fuzz-failure.txt")
  private Path failure;

  /** Used by the command line. */
  public FuzzCommand() {
    this(FuzzRun::of);
  }

  FuzzCommand(Function<Script, FuzzResult> runs) {
    this.runs = runs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SEEDS.require(spec, "--seeds", seeds);
    EVENTS.require(spec, "--events", events);
    SHRINK.require(spec, "--shrink", shrink);
    Optional<Script> given = replay == null ? Optional.empty() : Optional.of(read());
    Logger.getLogger("").setLevel(Level.OFF); // servers lie on purpose: warnings say nothing here
    List<FuzzResult> results =
        given.isPresent()
            ? List.of(told(runs.apply(given.get())))
            : new Campaign(seed, seeds, events).run(runs, this::told);
    return report(new FuzzReport(results), given);
  }

  private Script read() throws IOException {
    if (!Files.isReadable(replay)) {
      throw new ParameterException(spec.commandLine(), "There is no " + replay + " to be read.");
    }
    try {
      return Script.parse(Files.readAllLines(replay));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), replay + " is no script of a run. " + e.getMessage(), e);
    }
  }

  private FuzzResult told(FuzzResult result) {
    out()
        .printf(
            Locale.ROOT,
            "seed %-6d %6d messages, %7d to be shown: %s%n",
            result.seed(),
            result.written(),
            result.expected(),
            result.ok() ? "all of them are" : words(result));
    out().flush();
    return result;
  }

  private static String words(FuzzResult result) {
    return result.count(Promise.LOST)
        + " lost, "
        + result.count(Promise.DUPLICATED)
        + " duplicated, "
        + result.count(Promise.UNREADABLE)
        + " unreadable";
  }

  private int report(FuzzReport report, Optional<Script> given) throws IOException {
    if (json != null) {
      report.writeJson(json);
    }
    out()
        .printf(
            Locale.ROOT,
            "%d runs: %d lost, %d duplicated, %d unreadable.%n",
            report.results().size(),
            report.count(Promise.LOST),
            report.count(Promise.DUPLICATED),
            report.count(Promise.UNREADABLE));
    if (report.ok()) {
      return 0;
    }
    FuzzResult first = report.results().stream().filter(r -> !r.ok()).findFirst().get();
    smaller(given.orElseGet(() -> Script.of(first.seed(), events)), first);
    return 1;
  }

  private void smaller(Script script, FuzzResult result) throws IOException {
    Promise broken = result.findings().get(0).promise();
    out().printf("Looking for fewer events of seed %d that fail …%n", script.seed());
    out().flush();
    Script small = new Shrinker(each -> runs.apply(each).count(broken) > 0, shrink).shrink(script);
    List<String> lines = new ArrayList<>();
    runs.apply(small).findings().stream()
        .limit(SHOWN)
        .forEach(f -> lines.add("# " + f.promise() + " " + f.device() + ": " + f.what()));
    lines.forEach(out()::println);
    lines.addAll(small.write());
    Files.write(failure, lines);
    out()
        .printf(
            "%d events are left, in %s: ./symbolon fuzz --replay %s%n",
            small.events().size(), failure, failure);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
