package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import im.symbolon.swing.installer.PackageCommand;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./symbolon package}: the .deb, and the program in it, which runs without this JDK. */
class PackageTest {
  private static final Path CLIENT = Path.of("..", "..", "swing-client", "target");
  private static final List<String> TOOLS = List.of("dpkg-deb", "fakeroot", "dbus-daemon");
  private static final String MISSING =
      "*** PACKAGE NOT TESTED: this machine lacks one of dpkg-deb, fakeroot and dbus-daemon;"
          + " interop-tests/peers/install installs them. ***";

  @TempDir static Path directory;

  private static Screen screen;
  private static Path deb;
  private static Path root;

  @BeforeAll
  static void make() throws Exception {
    screen = TestScreen.orSkip("1100x800x24");
    if (!TOOLS.stream().allMatch(each -> Screen.find(each).isPresent())) {
      if (Boolean.getBoolean("windows.required")) {
        fail(MISSING);
      }
      abort(MISSING);
    }
    Path made = directory.resolve("made");
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-cp",
            classPath(),
            PackageCommand.class.getName(),
            "--home",
            "../..",
            "--type",
            "deb",
            "--dest",
            made.toString()));
    try (Stream<Path> found = Files.list(made)) {
      deb = found.reduce((one, other) -> fail("only the package is left")).orElseThrow();
    }
    root = directory.resolve("root");
    run(List.of("dpkg-deb", "-x", deb.toString(), root.toString()));
  }

  @AfterAll
  static void close() {
    if (screen != null) {
      screen.close();
    }
  }

  /** Of the finished jars, as the launcher has it. */
  private static String classPath() throws IOException {
    try (Stream<Path> found = Files.list(CLIENT)) {
      Path program =
          found
              .filter(each -> each.getFileName().toString().matches("symbolon-swing-client-.*jar"))
              .findFirst()
              .orElseThrow();
      String libraries = Files.readString(CLIENT.resolve("launcher-classpath.txt"));
      return program + File.pathSeparator + libraries.trim();
    }
  }

  private static ProcessBuilder program(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DISPLAY", screen.display());
    builder.environment().put("DPKG_DEB_COMPRESSOR_TYPE", "gzip"); // a test need not be small
    builder.environment().put("DPKG_DEB_COMPRESSOR_LEVEL", "1");
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    return builder;
  }

  /** What it says; it must end well. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".txt");
    Process process = program(command).redirectOutput(said.toFile()).start();
    if (!process.waitFor(Hand.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).as(Programs.said(said)).isZero();
    return Programs.said(said);
  }

  private static Path installed(String file) {
    return root.resolve("opt/symbolon").resolve(file);
  }

  @Test
  void saysWhatItIsAndWhatItNeeds() throws Exception {
    String control = run(List.of("dpkg-deb", "-f", deb.toString()));
    assertThat(control)
        .contains("Package: symbolon\n")
        .containsPattern("Version: [0-9]+\\.[0-9]+\\.[0-9]+(~snapshot)?-1\n")
        .contains("Section: net\n")
        .containsPattern("Depends: .*libfontconfig1")
        .containsPattern("Depends: .*libx11-6")
        .doesNotContain("openjdk");
    assertThat(installed("share/doc/copyright")).content().contains("Apache License");
    assertThat(installed("lib/app/licences/THIRD-PARTY.txt"))
        .content()
        .contains("bcprov-", "sqlite-jdbc-", "concentus-", "dbus-java-core-");
    assertThat(installed("lib/runtime/legal/java.base/LICENSE")).isNotEmptyFile();
  }

  @Test
  void desktopsFindItAndGiveItLinks() throws Exception {
    Path entry = installed("lib/symbolon-symbolon.desktop");
    assertThat(Files.readAllLines(entry))
        .contains(
            "Name=Symbolon",
            "GenericName=Encrypted Messenger",
            "GenericName[de]=Verschlüsselter Messenger",
            "Exec=/opt/symbolon/bin/symbolon %u",
            "Icon=/opt/symbolon/lib/symbolon.png",
            "MimeType=x-scheme-handler/xmpp;");
    if (Screen.find("desktop-file-validate").isPresent()) {
      assertThat(run(List.of("desktop-file-validate", entry.toString()))).isEmpty();
    }
    BufferedImage icon = ImageIO.read(installed("lib/symbolon.png").toFile());
    assertThat(icon.getWidth()).isEqualTo(512);
    assertThat(colors(icon)).isGreaterThan(1);
    Path scripts = directory.resolve("scripts");
    run(List.of("dpkg-deb", "-e", deb.toString(), scripts.toString()));
    assertThat(scripts.resolve("postinst"))
        .content()
        .contains("/opt/symbolon/lib/symbolon-symbolon.desktop /usr/share/applications/");
  }

  @Test
  void itsOwnJavaHasCryptographyStorageTlsAndTheBus() throws Exception {
    Process daemon =
        new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--print-address")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String address =
          new BufferedReader(
                  new InputStreamReader(daemon.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      String classPath =
          installed("lib/app") + "/*" + File.pathSeparator + Path.of("target/test-classes");
      run(
          List.of(
              installed("lib/runtime/bin/java").toString(),
              "-cp",
              classPath,
              PackagedProbe.class.getName(),
              directory.toString(),
              address));
    } finally {
      daemon.destroy();
    }
  }

  @Test
  void itStartsAndASecondStartGivesItsLinkToTheFirst() throws Exception {
    String program = installed("bin/symbolon").toString();
    Path data = directory.resolve("data");
    Path said = directory.resolve("started.txt");
    Process first =
        program(List.of(program, "--data", data.toString())).redirectOutput(said.toFile()).start();
    List<ProcessHandle> all = List.of();
    try {
      Hand.until(
          "its window", () -> !first.isAlive() || Files.exists(data.resolve("desktop.socket")));
      assertThat(first.isAlive()).as(Programs.said(said)).isTrue();
      all = first.descendants().toList();
      String second =
          run(List.of(program, "--data", data.toString(), "xmpp:bob@beta.test?message"));
      assertThat(second).contains("its window was brought to the front");
      Hand.until("what is in it", () -> colors(picture("80-package")) > 20);
      Keyboard.on(screen, "quit", "300", "300");
      assertThat(first.waitFor(1, TimeUnit.MINUTES)).as(Programs.said(said)).isTrue();
      assertThat(first.exitValue()).isZero();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
      first.destroyForcibly();
    }
  }

  private static BufferedImage picture(String name) throws IOException, InterruptedException {
    Path file = Files.createDirectories(Path.of("target", "screens")).resolve(name + ".png");
    Keyboard.on(screen, "picture", file.toString());
    return ImageIO.read(file.toFile());
  }

  private static int colors(BufferedImage image) {
    Set<Integer> found = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        found.add(image.getRGB(x, y));
      }
    }
    return found.size();
  }
}
