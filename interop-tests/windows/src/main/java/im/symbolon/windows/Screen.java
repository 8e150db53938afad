package im.symbolon.windows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A screen that nobody sees: Xvfb, on a number that it chooses itself. */
public final class Screen implements AutoCloseable {
  private final Process process;
  private final String display;

  private Screen(Process process, String display) {
    this.process = process;
    this.display = display;
  }

  /** The program on this machine; empty where it is not installed. */
  public static Optional<Path> program() {
    return find("Xvfb");
  }

  /** A program on this machine; empty where it is not installed. */
  public static Optional<Path> find(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static Screen open(Path program, String size) throws IOException {
    Process process =
        new ProcessBuilder(
                program.toString(), "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String number =
        new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    if (number == null) {
      process.destroyForcibly();
      throw new IOException("Xvfb ended before it had a screen");
    }
    return new Screen(process, ":" + number.trim());
  }

  /** For the environment of programs on it. */
  public String display() {
    return display;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
