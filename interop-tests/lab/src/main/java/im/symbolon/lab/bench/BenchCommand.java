package im.symbolon.lab.bench;

import im.symbolon.lab.groups.GroupsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code symbolon bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measures on this machine.",
    footer = {"", "symbolon bench desktop measures the desktop client; it has a help of its own."},
    subcommands = {GroupsCommand.class, ServiceCommand.class})
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.OK;
  }
}
