package im.symbolon.windows.bench;

import im.symbolon.lab.demo.Trees;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.windows.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code symbolon bench desktop}. */
@Command(
    name = "symbolon bench desktop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "The desktop client with many messages, on a screen that nobody sees.",
    description = {
      "",
      "Fills a store, opens the client on it (Xvfb), scrolls, searches, and reads what it takes;",
      "sends a file between two real servers; and starts Gajim and Dino, where they are installed,",
      "in the same way as ours: without an account, five times each, the median.",
      ""
    },
    footer = {
      "",
      "Times are in ms. scroll_*: from the wheel to the painted frame, in the chat that has 99 of",
      "100 messages. search_*: from the last key to the list, less the pause of 120 ms that waits",
      "for another key. heap_*: after a collection. file_peak_heap: of both clients together, with",
      "garbage. Exit code 0 only if all of ours was measured and 99 of 100 searches took less than",
      "100 ms."
    })
public final class DesktopCommand implements Callable<Integer> {
  private static final int NEEDLES = 200;
  private static final int MOST_MESSAGES = 10_000_000;
  private static final int MOST_MEGABYTES = 1_000;
  private static final long MINUTES = 20;
  private static final String SIZE = "1400x900x24";

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "in the store (default: ${DEFAULT-VALUE})",
      defaultValue = "100000")
  private int messages;

  @Option(
      names = "--file-mb",
      paramLabel = "N",
      description = "of the file, 0 for none (default: ${DEFAULT-VALUE})",
      defaultValue = "200")
  private int megabytes;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      hidden = true,
      required = true,
      description = "the plugin's jar; the launcher names it")
  private Path plugin;

  private final DesktopReport report = new DesktopReport();

  private DesktopCommand() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new DesktopCommand()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, StoreException {
    require("--messages", messages, 1_000, MOST_MESSAGES);
    require("--file-mb", megabytes, 0, MOST_MEGABYTES);
    Optional<Path> xvfb = Screen.program();
    if (!xvfb.isPresent()) {
      spec.commandLine()
          .getErr()
          .println("There is no Xvfb on this machine; interop-tests/peers/install installs it.");
      return 1;
    }
    Path directory = Files.createTempDirectory("symbolon-bench");
    try {
      measure(directory, xvfb.get());
    } finally {
      Trees.delete(directory);
    }
    if (json != null) {
      report.writeJson(json);
    }
    spec.commandLine().getOut().println(report.words());
    return report.ok() ? 0 : 1;
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), option + " is to be between " + least + " and " + most);
    }
  }

  private void measure(Path directory, Path xvfb)
      throws IOException, InterruptedException, StoreException {
    tell("Filling a store with " + messages + " messages …");
    Path data = directory.resolve("data");
    long begun = System.nanoTime();
    Filled.make(data, messages, NEEDLES);
    report.add("messages", messages);
    report.add("fill_s", (System.nanoTime() - begun) / 1e9);
    try (Screen screen = Screen.open(xvfb, SIZE)) {
      tell("Opening the client on it …");
      run(screen, Subject.class, List.of(data.toString(), String.valueOf(NEEDLES)));
    }
    if (megabytes > 0) {
      tell("Sending a file of " + megabytes + " MB over two servers …");
      Path files = Files.createDirectories(directory.resolve("files"));
      List<String> args = List.of(files.toString(), plugin.toString(), String.valueOf(megabytes));
      try (Screen screen = Screen.open(xvfb, SIZE)) {
        run(screen, LargeFile.class, args);
      }
    }
    beside(directory, xvfb);
  }

  private void run(Screen screen, Class<?> main, List<String> args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java());
    command.add(main.getName());
    command.addAll(args);
    Path said = Files.createTempFile("symbolon-bench", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", screen.display());
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        report.missing(main.getSimpleName() + " did not come to its end");
      }
    } finally {
      process.destroyForcibly();
    }
    for (String line : Files.readAllLines(said)) {
      String[] parts = line.split(" ", 2);
      report.add(parts[0], Double.parseDouble(parts[1]));
    }
    Files.delete(said);
  }

  private static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Duser.language=en",
        "-cp",
        System.getProperty("java.class.path"));
  }

  private void beside(Path directory, Path xvfb) throws IOException, InterruptedException {
    List<String> ours = new ArrayList<>(java());
    ours.addAll(
        List.of(
            "im.symbolon.swing.app.DesktopApp", "--data", directory.resolve("none").toString()));
    start(directory, xvfb, "ours", ours);
    start(directory, xvfb, "gajim", nobody("gajim"));
    start(directory, xvfb, "dino", nobody("dino-im"));
  }

  /** Some programs do not let themselves be started by the administrator. */
  private static List<String> nobody(String program) {
    return System.getProperty("user.name").equals("root")
        ? List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", program)
        : List.of(program);
  }

  private void start(Path directory, Path xvfb, String name, List<String> command)
      throws IOException, InterruptedException {
    tell("Starting " + name + " …");
    try (Screen screen = Screen.open(xvfb, SIZE)) {
      Path home = Files.createDirectories(directory.resolve(name));
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      Optional<Start> start = Start.of(screen, home, command);
      if (start.isPresent()) {
        report.add(name + "_window_ms", start.get().windowMs());
        report.add(name + "_rss_mb", start.get().rssMb());
      } else {
        report.missing(name + ", which is not installed or showed no window (or xwininfo is not)");
      }
    }
  }

  private void tell(String what) {
    spec.commandLine().getOut().println(what);
    spec.commandLine().getOut().flush();
  }
}
