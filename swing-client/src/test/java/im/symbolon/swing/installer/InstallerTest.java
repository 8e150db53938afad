package im.symbolon.swing.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the way of a package, and how it is said. */
class InstallerTest {
  @TempDir Path directory;

  private Path licence;

  @BeforeEach
  void own() throws IOException {
    licence = Files.writeString(directory.resolve("OWN"), "our terms");
  }

  private Path jar(String name, String... entries) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String each : entries) {
        zip.putNextEntry(new ZipEntry(each));
        zip.write(each.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aMissingToolIsNamedWithWhereItIsHad(Kind kind) {
    Machine bare = new Machine(directory.toString(), directory);
    assertThatThrownBy(() -> kind.requireTools(bare))
        .isInstanceOf(PackagingException.class)
        .hasMessageMatching(
            "A " + kind.suffix() + " package is made with .*: install it \\(.*\\)\\.");
  }

  @Test
  void aJavaWithoutJpackageIsNamedAndNothingIsLeft() throws Exception {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String each : List.of("dpkg-deb", "fakeroot")) {
      Path tool = Files.createFile(tools.resolve(each));
      assertThat(tool.toFile().setExecutable(true)).isTrue();
    }
    Machine headless = new Machine(tools.toString(), directory);
    List<Path> jars = List.of(jar("symbolon-swing-client-1.0.0.jar"));
    Path folder = directory.resolve("made");
    Installer.Order order = new Installer.Order(jars, "1.0.0", "a@b.test", licence, folder);
    assertThatThrownBy(() -> new Installer(headless, Kind.DEB, order).make())
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("jpackage")
        .hasMessageContaining("openjdk-17-jdk-headless");
    assertThat(folder).doesNotExist();
  }

  @Test
  void aProgramThatFailsIsQuoted() {
    assertThatThrownBy(() -> Machine.run(List.of("sh", "-c", "echo no room left; exit 3")))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("sh failed")
        .hasMessageContaining("no room left");
  }

  @Test
  void onlyFinishedJarsArePacked() throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    assertThatThrownBy(() -> Payload.jars(classes.toString()))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("./symbolon package");
    assertThatThrownBy(() -> Payload.program(List.of(jar("other-1.0.jar"))))
        .isInstanceOf(PackagingException.class);
  }

  @Test
  void theVersionIsThatOfTheProgramsJar() {
    assertThat(Payload.version(Path.of("a", "symbolon-swing-client-2.3.4-SNAPSHOT.jar")))
        .isEqualTo("2.3.4-SNAPSHOT");
  }

  @Test
  void aLibraryWithoutAKnownLicenceIsNotPassedOn() throws IOException {
    List<Path> jars = List.of(jar("bcprov-1.jar"), jar("unheard-of-1.jar"));
    assertThatThrownBy(() -> Licences.known().write(jars, licence, directory.resolve("terms")))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("unheard-of-1.jar");
  }

  @Test
  void whatLibrariesSayThemselvesIsTakenAlongAndStaysInItsFolder() throws Exception {
    Path jar =
        jar(
            "picocli-9.jar",
            "META-INF/LICENSE",
            "../../NOTICE.txt",
            "a/LICENSE.class",
            "b/COPYING");
    Path folder = directory.resolve("terms");
    Licences.known().write(List.of(jar), licence, folder);
    assertThat(folder.resolve("LICENSE")).hasContent("our terms");
    assertThat(folder.resolve("THIRD-PARTY.txt")).content().contains("picocli-9.jar", "Popma");
    assertThat(folder.resolve("picocli-9"))
        .isDirectoryContaining(each -> each.endsWith("1-LICENSE"))
        .isDirectoryContaining(each -> each.endsWith("2-NOTICE.TXT"))
        .isDirectoryContaining(each -> each.endsWith("3-COPYING"));
    assertThat(directory.resolve("NOTICE.txt")).doesNotExist();
  }
}
