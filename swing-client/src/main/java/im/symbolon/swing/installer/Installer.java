package im.symbolon.swing.installer;

import im.symbolon.swing.app.DesktopApp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes one package, in a folder of its own that is gone afterwards. */
final class Installer {
  /** What jpackage takes instead of its own. */
  private static final List<String> OVERRIDES = List.of("symbolon.desktop", "postinst", "prerm");

  private final Machine machine;
  private final Kind kind;
  private final Order order;

  /**
   * What is wanted.
   *
   * @param jars the program and its libraries
   * @param licence of the program
   * @param folder where the package goes
   */
  record Order(List<Path> jars, String version, String maintainer, Path licence, Path folder) {
    Order {
      jars = List.copyOf(jars);
    }
  }

  Installer(Machine machine, Kind kind, Order order) {
    this.machine = machine;
    this.kind = kind;
    this.order = order;
  }

  /** Where the package is. */
  Path make() throws IOException, PackagingException {
    kind.requireTools(machine);
    Path jpackage = machine.tool("jpackage");
    Files.createDirectories(order.folder());
    Path work = Files.createTempDirectory(order.folder(), "making");
    try {
      OwnJava.make(machine, work.resolve("runtime"));
      Path payload = work.resolve("payload");
      Payload.copy(order.jars(), payload);
      Licences.known().write(order.jars(), order.licence(), payload.resolve("licences"));
      Files.write(work.resolve(kind.picture()), kind.draw());
      override(work.resolve("overrides"));
      Machine.run(command(jpackage, work));
      return moved(work.resolve("made"));
    } finally {
      Payload.remove(work);
    }
  }

  private static void override(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String each : OVERRIDES) {
      try (InputStream in = Installer.class.getResourceAsStream(each)) {
        Files.copy(in, folder.resolve(each));
      }
    }
  }

  private List<String> command(Path jpackage, Path work) throws PackagingException {
    List<String> command = new ArrayList<>();
    command.add(jpackage.toString());
    command.addAll(List.of("--type", kind.suffix()));
    command.addAll(List.of("--name", kind.isForLinux() ? "symbolon" : "Symbolon"));
    command.addAll(List.of("--app-version", Versions.of(kind, order.version())));
    command.addAll(List.of("--vendor", "Symbolon"));
    command.addAll(
        List.of("--description", "Messages, end-to-end encrypted, over servers of your own"));
    command.addAll(List.of("--copyright", "Apache-2.0"));
    command.addAll(List.of("--license-file", order.licence().toString()));
    command.addAll(List.of("--icon", work.resolve(kind.picture()).toString()));
    command.addAll(List.of("--runtime-image", work.resolve("runtime").toString()));
    command.addAll(List.of("--input", work.resolve("payload").toString()));
    command.addAll(List.of("--main-jar", Payload.program(order.jars()).getFileName().toString()));
    command.addAll(List.of("--main-class", DesktopApp.class.getName()));
    command.addAll(List.of("--java-options", "-XX:+UseSerialGC"));
    command.addAll(List.of("--java-options", "-Xshare:auto"));
    command.addAll(List.of("--resource-dir", work.resolve("overrides").toString()));
    command.addAll(List.of("--dest", work.resolve("made").toString()));
    command.addAll(kind.arguments(order.maintainer()));
    return command;
  }

  private Path moved(Path folder) throws IOException, PackagingException {
    Optional<Path> made;
    try (Stream<Path> found = Files.list(folder)) {
      made = found.filter(each -> each.toString().endsWith("." + kind.suffix())).findFirst();
    }
    Path file = made.orElseThrow(() -> new PackagingException("jpackage ended without a package."));
    Path target = order.folder().resolve(file.getFileName().toString());
    Files.deleteIfExists(target);
    return Files.move(file, target);
  }
}
