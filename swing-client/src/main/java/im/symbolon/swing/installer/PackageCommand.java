package im.symbolon.swing.installer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./symbolon package}. */
@Command(
    name = "symbolon package",
    mixinStandardHelpOptions = true,
    description = "Makes the installable package of the desktop client for this system.")
public final class PackageCommand implements Callable<Integer> {
  private static final long MIB = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "${COMPLETION-CANDIDATES} (default: what is usual on this system)")
  private Kind type;

  @Option(
      names = "--dest",
      paramLabel = "DIR",
      description = "where the package goes (default: swing-client/target/package)")
  private Path folder;

  @Option(
      names = "--app-version",
      paramLabel = "VERSION",
      description = "of the package (default: the build's)")
  private String version;

  @Option(
      names = "--maintainer",
      paramLabel = "ADDRESS",
      description = "whom people ask about a .deb (default: ${DEFAULT-VALUE})",
      defaultValue = "root@localhost")
  private String maintainer;

  @Option(names = "--home", hidden = true, defaultValue = ".")
  private Path home;

  private PackageCommand() {}

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new PackageCommand());
    System.exit(line.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() {
    Path into = folder != null ? folder : home.resolve("swing-client/target/package");
    try {
      Path made = make(into, Machine.here(), Payload.jars(System.getProperty("java.class.path")));
      PrintWriter out = spec.commandLine().getOut();
      out.println(made + " (" + Files.size(made) / MIB + " MiB)");
      out.flush();
      return 0;
    } catch (PackagingException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(
          "The package cannot be written to "
              + into
              + ": choose another folder with --dest, or free some space.");
    }
  }

  private Path make(Path into, Machine machine, List<Path> jars)
      throws IOException, PackagingException {
    Kind kind =
        Optional.ofNullable(type).orElseGet(() -> Kind.of(System.getProperty("os.name"), machine));
    String wanted = version != null ? version : Payload.version(Payload.program(jars));
    Path licence = home.resolve("LICENSE");
    return new Installer(
            machine, kind, new Installer.Order(jars, wanted, maintainer, licence, into))
        .make();
  }

  private int failed(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }
}
