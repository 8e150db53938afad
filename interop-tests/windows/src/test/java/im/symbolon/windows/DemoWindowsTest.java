package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.Symbolon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./symbolon demo --windows}, and what is left when it ends. */
class DemoWindowsTest {
  @TempDir Path directory;

  private Screen screen;
  private Process demo;
  private Path said;
  private List<ProcessHandle> started = List.of();

  @BeforeEach
  void open() throws Exception {
    screen = TestScreen.orSkip("1720x820x24");
    said = directory.resolve("said");
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    ProcessBuilder builder =
        Programs.java(
            screen,
            Symbolon.class.getName(),
            List.of(
                "demo",
                "--windows",
                "--plugin",
                Play.PLUGIN.toString(),
                "--desktop",
                System.getProperty("java.class.path")));
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    demo = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    Programs.awaitLine(demo, said, "Both are open.");
    started = demo.descendants().toList();
  }

  @AfterEach
  void close() {
    started.forEach(ProcessHandle::destroyForcibly);
    demo.destroyForcibly();
    screen.close();
  }

  private void nothingIsLeft() throws IOException {
    assertThat(started).hasSize(4).noneMatch(ProcessHandle::isAlive);
    try (Stream<Path> left = Files.list(directory.resolve("tmp"))) {
      assertThat(left.filter(each -> each.getFileName().toString().startsWith("symbolon")))
          .isEmpty();
    }
  }

  @Test
  void twoWindowsAreReadyToChatAndAllEndsWhenBothAreClosedByTheKeyboard() throws Exception {
    Path screens = Files.createDirectories(Path.of("target", "screens"));
    Keyboard.on(screen, "picture", screens.resolve("40-demo.png").toString());
    Keyboard.on(screen, "quit", "400", "400");
    Keyboard.on(screen, "quit", "1300", "400");
    assertThat(demo.waitFor(2, TimeUnit.MINUTES)).as(Programs.said(said)).isTrue();
    assertThat(demo.exitValue()).isZero();
    nothingIsLeft();
  }

  @Test
  void nothingIsLeftWhenItIsInterrupted() throws Exception {
    demo.destroy();
    assertThat(demo.waitFor(2, TimeUnit.MINUTES)).as(Programs.said(said)).isTrue();
    Hand.until("the windows' end", () -> started.stream().noneMatch(ProcessHandle::isAlive));
    nothingIsLeft();
  }
}
