package im.symbolon.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server's log, from where it ended when this object was made.
 *
 * @param file the log; it may not exist yet
 * @param start where the lines of interest begin, in bytes
 */
record LogFile(Path file, long start) {
  private static final Pattern STACK_STEP = Pattern.compile("\\s+(at |\\.\\.\\. )");

  /** The part of a log that is still to be written. */
  static LogFile fromHere(Path file) {
    try {
      return new LogFile(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      return new LogFile(file, 0);
    }
  }

  /** Every file of a directory of logs. */
  static List<Path> all(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** What was written since; empty when nothing was. */
  String text() {
    try {
      byte[] all = Files.readAllBytes(file);
      int from = (int) Math.min(start, all.length);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The last lines written since, at most so many, without the steps of stack traces. */
  List<String> tail(int count) {
    List<String> lines =
        text().lines().filter(line -> !STACK_STEP.matcher(line).lookingAt()).toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
