package im.symbolon.swing.installer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of this machine.
 *
 * @param path where they are looked for, as {@code PATH} has it
 * @param jdk the Java that this runs in
 */
record Machine(String path, Path jdk) {
  /** Of what a program said, for people. */
  private static final int LAST_LINES = 20;

  static Machine here() {
    return new Machine(
        System.getenv().getOrDefault("PATH", ""), Path.of(System.getProperty("java.home")));
  }

  boolean has(String program) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(each -> !each.isEmpty())
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  /**
   * A program of the JDK.
   *
   * @throws PackagingException when this is a Java without it
   */
  Path tool(String name) throws PackagingException {
    for (String each : List.of(name, name + ".exe")) {
      Path found = jdk.resolve("bin").resolve(each);
      if (Files.isExecutable(found)) {
        return found;
      }
    }
    throw new PackagingException(
        "Packages are made with "
            + name
            + " of a JDK, and the Java in "
            + jdk
            + " has none: install a JDK 17 (Debian: openjdk-17-jdk-headless).");
  }

  /**
   * Runs a program to its end.
   *
   * @throws PackagingException when it fails, with what it said last
   */
  static void run(List<String> command) throws IOException, PackagingException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (await(process) != 0) {
      String name = Path.of(command.get(0)).getFileName().toString();
      throw new PackagingException(name + " failed, and says: " + last(said));
    }
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String last(String said) {
    List<String> lines = said.lines().toList();
    Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - LAST_LINES));
    return String.join(System.lineSeparator(), last.toList());
  }
}
