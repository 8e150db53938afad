package im.symbolon.lab;

import im.symbolon.host.OpenfireLauncher;
import im.symbolon.lab.LabException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Java and the jars that a server's process runs with.
 *
 * @param java the {@code java} program
 * @param classPath Openfire's jars and the launcher
 */
record OpenfireRuntime(Path java, List<Path> classPath) {
  private static final int OLDEST_JAVA = 17;

  /** Small heap, and a compiler and collector that start fast: a server here serves few people. */
  private static final List<String> SMALL = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

  /** For many people at once. */
  private static final List<String> LARGE = List.of("-Xmx768m");

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true",
          "-Djava.net.preferIPv4Stack=true",
          "-Dlog4j.configuration=im/symbolon/host/log4j.properties",
          // The server's connection pool makes classes the old way.
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  /** Checks and copies. */
  OpenfireRuntime {
    classPath = List.copyOf(classPath);
  }

  /**
   * This program's own Java, and the jars that the openfire-host module's build wrote down.
   *
   * @throws LabException JAVA_UNSUITABLE or JARS_MISSING
   */
  static OpenfireRuntime find() throws LabException {
    return new OpenfireRuntime(
        javaOf(Path.of(System.getProperty("java.home")), Runtime.version().feature()), jars());
  }

  static Path javaOf(Path home, int version) throws LabException {
    if (version < OLDEST_JAVA) {
      throw new LabException(
          Reason.JAVA_UNSUITABLE,
          "Openfire here needs Java "
              + OLDEST_JAVA
              + " or newer, and this is Java "
              + version
              + "; install a newer JDK and point JAVA_HOME to it.");
    }
    for (String program : List.of("java", "java.exe")) {
      Path java = home.resolve("bin").resolve(program);
      if (Files.isExecutable(java)) {
        return java;
      }
    }
    throw new LabException(
        Reason.JAVA_UNSUITABLE,
        "There is no bin/java in " + home + "; run with a complete JDK 17 or newer.");
  }

  /** The command that starts a server with the given home. */
  ProcessBuilder command(Path home, boolean forLoad) {
    List<String> arguments =
        Stream.of(
                Stream.of(java.toString()),
                (forLoad ? LARGE : SMALL).stream(),
                FLAGS.stream(),
                Stream.of("-DopenfireHome=" + home, OpenfireLauncher.class.getName()))
            .flatMap(part -> part)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(arguments).directory(home.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("JAVA_TOOL") || name.equals("JDK_JAVA_OPTIONS"));
    builder
        .environment()
        .put(
            "CLASSPATH",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return builder;
  }

  private static List<Path> jars() throws LabException {
    try (InputStream in = OpenfireLauncher.class.getResourceAsStream("classpath.txt")) {
      if (in == null) {
        throw missing("the build has not written their list", null);
      }
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      List<Path> jars = Stream.of(list.split("\\|")).map(Path::of).toList();
      for (Path jar : jars) {
        if (!Files.isReadable(jar)) {
          throw missing(jar + " is gone", null);
        }
      }
      Path launcher =
          Path.of(
              OpenfireLauncher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Stream.concat(Stream.of(launcher), jars.stream()).toList();
    } catch (IOException | URISyntaxException e) {
      throw missing(e.getMessage(), e);
    }
  }

  private static LabException missing(String why, Exception cause) {
    return new LabException(
        Reason.JARS_MISSING,
        "Openfire's jars cannot be found (" + why + "); run `mvn package` to fetch them.",
        cause);
  }
}
