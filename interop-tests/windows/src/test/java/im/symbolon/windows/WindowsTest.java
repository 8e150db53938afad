package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each scene of the play is one test. */
class WindowsTest {
  private static final long MINUTES = 20;

  @TestFactory
  List<DynamicTest> thePlayIsPlayedInRealWindows() throws Exception {
    List<String> said;
    try (Screen screen = TestScreen.orSkip("2400x1000x24")) {
      said = play(screen);
    }
    assertThat(said).as("what the play said").contains("the end");
    return Programs.tests(said);
  }

  private static List<String> play(Screen screen) throws IOException, InterruptedException {
    Path said = Path.of("target", "play.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Duser.language=en",
                "-Dfile.encoding=UTF-8",
                "--add-opens=java.base/java.util=ALL-UNNAMED", // the robot's timers
                "-cp",
                System.getProperty("java.class.path"),
                Play.class.getName())
            .redirectOutput(said.toFile())
            .redirectError(Path.of("target", "play.log").toFile());
    builder.environment().put("DISPLAY", screen.display());
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      List<String> lines = Files.readAllLines(said);
      assertThat(ended).as("the play ended; it said %s", lines).isTrue();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
