package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every screen from 100 to 250 %, in all languages, and from right to left. */
class GalleryTest {
  private static final long MINUTES = 10;

  @TestFactory
  List<DynamicTest> everyScreenInEverySize() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    try (Screen screen = Screen.orSkip("2800x1960x24")) {
      for (String each : List.of("100 en", "125 de", "150 ar", "200 de", "250 en")) {
        tests.addAll(walk(screen, each.split(" ", 2)));
      }
    }
    return tests;
  }

  private static List<DynamicTest> walk(Screen screen, String[] how) throws Exception {
    Path said = Path.of("target", "gallery-" + how[1] + "-" + how[0] + ".txt");
    ProcessBuilder builder =
        Programs.java(screen, Gallery.class.getName(), List.of(how))
            .redirectOutput(said.toFile())
            .redirectError(Path.of("target", "gallery-" + how[1] + "-" + how[0] + ".log").toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.util=ALL-UNNAMED");
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      List<String> lines = Files.readAllLines(said);
      assertThat(ended).as("the walk ended; it said %s", lines).isTrue();
      assertThat(lines).contains("the end");
      return Programs.tests(lines);
    } finally {
      process.destroyForcibly();
    }
  }
}
