package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code ./symbolon} says on a machine that lacks something. A copy runs, so nothing is built.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("../../symbolon");

  @TempDir Path checkout;
  @TempDir Path tools;

  @BeforeEach
  void copy() throws Exception {
    Files.copy(LAUNCHER, checkout.resolve("symbolon"));
    for (String tool : new String[] {"bash", "dirname", "sed", "head", "sort", "find", "env"}) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
  }

  private static Path which(String tool) {
    Path usual = Path.of("/usr/bin", tool);
    return Files.exists(usual) ? usual : Path.of("/bin", tool);
  }

  private record Answer(int exit, String text) {}

  private Answer run() throws Exception {
    return run("demo");
  }

  private Answer run(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                which("bash").toString(), checkout.resolve("symbolon").toString(), command)
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), text);
  }

  private void tool(String name, String script) throws Exception {
    Path file = Files.writeString(tools.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void namesWhatToInstallWithoutJava() throws Exception {
    Answer answer = run();
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text())
        .isEqualToIgnoringNewLines(
            "Symbolon needs Java 17 or newer, and there is none."
                + " Install a JDK 17 (Debian: openjdk-17-jdk-headless).");
  }

  @Test
  void refusesAnOldJava() throws Exception {
    tool("java", "echo 'openjdk version \"11.0.20\" 2023-07-18' >&2");
    Answer answer = run();
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text()).contains("this is Java 11", "Install a JDK 17").hasLineCount(1);
  }

  @Test
  void refusesAnAncientJava() throws Exception {
    tool("java", "echo 'java version \"1.8.0_372\"' >&2");
    assertThat(run().text()).contains("Install a JDK 17").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "desktop"})
  void namesWhatToInstallWithoutMaven(String command) throws Exception {
    tool("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
    Answer answer = run(command);
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text()).contains("Maven 3.8", "Debian: maven").hasLineCount(1);
  }

  @Test
  void refusesAnOldMaven() throws Exception {
    tool("java", "echo 'openjdk version \"21\" 2023-09-19' >&2");
    tool("mvn", "echo 'Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)'");
    Answer answer = run();
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text()).contains("this is Maven 3.6.3").hasLineCount(1);
  }

  @Test
  void tellsARuntimeFromAKit() throws Exception {
    tool("java", "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2");
    tool("mvn", "echo 'Apache Maven 3.8.7'");
    Answer answer = run();
    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.text()).contains("only a Java runtime").hasLineCount(1);
  }
}
