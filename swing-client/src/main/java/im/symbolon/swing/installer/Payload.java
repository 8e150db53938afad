package im.symbolon.swing.installer;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program and its libraries, side by side in one folder. */
final class Payload {
  private static final String PROGRAM = "symbolon-swing-client-";

  private Payload() {}

  /**
   * The jars of a class path.
   *
   * @throws PackagingException when there is something else in it
   */
  static List<Path> jars(String classPath) throws PackagingException {
    List<Path> jars = new ArrayList<>();
    for (String each : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(each);
      if (!each.endsWith(".jar") || !Files.isRegularFile(path)) {
        throw new PackagingException(
            "A package is made of finished jars, and "
                + each
                + " is none: run ./symbolon package.");
      }
      jars.add(path);
    }
    return List.copyOf(jars);
  }

  /**
   * The one with the program in it.
   *
   * @throws PackagingException when it is not there
   */
  static Path program(List<Path> jars) throws PackagingException {
    return jars.stream()
        .filter(each -> each.getFileName().toString().startsWith(PROGRAM))
        .findFirst()
        .orElseThrow(
            () -> new PackagingException("The program's jar is missing: run ./symbolon package."));
  }

  /** As its name tells it. */
  static String version(Path program) {
    String name = program.getFileName().toString();
    return name.substring(PROGRAM.length(), name.length() - ".jar".length());
  }

  static void copy(List<Path> jars, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path each : jars) {
      Files.copy(each, folder.resolve(each.getFileName().toString()));
    }
  }

  /** Removes a folder and all that is in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = new ArrayList<>(found.toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}
