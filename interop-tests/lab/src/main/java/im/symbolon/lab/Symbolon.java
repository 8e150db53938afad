package im.symbolon.lab;

import im.symbolon.lab.demo.DemoCommand;
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
    subcommands = DemoCommand.class)
public final class Symbolon implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Symbolon() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Symbolon()).execute(args));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
