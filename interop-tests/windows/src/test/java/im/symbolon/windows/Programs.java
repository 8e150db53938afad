package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/** Java programs on a screen. */
final class Programs {
  private Programs() {}

  /** With this program's class path. */
  static ProcessBuilder java(Screen screen, String main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-Duser.language=en");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DISPLAY", screen.display());
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    return builder;
  }

  /** Waits until that stands in a file, or the program ended. */
  static void awaitLine(Process process, Path file, String text) {
    Hand.until(text, () -> !process.isAlive() || said(file).contains(text));
    if (!said(file).contains(text)) {
      throw new AssertionError("the program ended, and said: " + said(file));
    }
  }

  /** One for each line of a scene, its result and why. */
  static List<DynamicTest> tests(List<String> said) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String each : said) {
      String[] parts = each.split("\t", 3);
      if (parts.length == 3) {
        tests.add(dynamicTest(parts[0], () -> assertThat(parts[1]).as(parts[2]).isEqualTo("ok")));
      }
    }
    return tests;
  }

  static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
