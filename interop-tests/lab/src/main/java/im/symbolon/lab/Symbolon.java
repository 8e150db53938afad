package im.symbolon.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.lab.bench.BenchCommand;
import im.symbolon.lab.demo.DemoCommand;
import im.symbolon.lab.fuzz.FuzzCommand;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The front door: what {@code ./symbolon} runs. */
@Command(
    name = "symbolon",
    mixinStandardHelpOptions = true,
    version = "Symbolon 0.1.0",
    description = "Federated, end-to-end encrypted messaging for people who run their own servers.",
    footer = {
      "",
      "symbolon desktop opens the desktop client, and symbolon package makes an installable package",
      "of it; both have a help of their own."
    },
    subcommands = {BenchCommand.class, DemoCommand.class, FuzzCommand.class})
public final class Symbolon implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Symbolon() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(
        run(
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8),
            args));
  }

  /** Runs a command and returns its exit code: 0 it held, 1 it did not, 2 it was not understood. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return NotUnderstood.in(new CommandLine(new Symbolon())).setOut(out).setErr(err).execute(args);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
