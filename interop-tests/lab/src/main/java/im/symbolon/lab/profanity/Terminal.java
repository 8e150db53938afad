package im.symbolon.lab.profanity;

import im.symbolon.lab.LabException;
import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program in a terminal that nobody sees: a tmux of its own.
 *
 * <p>Guarantee: the program ends at the latest when this one does, however that happens. A keeper
 * waits for the end of its input, which the system closes with us, and ends the tmux.
 */
final class Terminal implements AutoCloseable {
  private static final Duration COMMAND_TIME = Duration.ofSeconds(10);
  private static final String KEEPER = "read -r line; exec tmux -S \"$0\" kill-server";

  private final Path socket;
  private final Process keeper;

  private Terminal(Path socket, Process keeper) {
    this.socket = socket;
    this.keeper = keeper;
  }

  /**
   * Starts a program.
   *
   * @param environment added to ours
   * @throws LabException BOOT_FAILED when there is no tmux
   */
  static Terminal start(List<String> program, Map<String, String> environment) throws LabException {
    try {
      // Sockets have short names; a test's directory may have a long one.
      Path socket = Files.createTempDirectory("lab-tmux").resolve("s");
      List<String> command =
          tmux(socket, "-u", "-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "50");
      command.addAll(program);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.environment().remove("TMUX");
      String said = finish(builder.redirectErrorStream(true).start());
      Process keeper =
          new ProcessBuilder("sh", "-c", KEEPER, socket.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Terminal terminal = new Terminal(socket, keeper);
      if (!said.isEmpty()) {
        terminal.close();
        throw new LabException(Reason.BOOT_FAILED, "tmux says: " + said.strip());
      }
      return terminal;
    } catch (IOException e) {
      throw new LabException(Reason.BOOT_FAILED, "Could not run tmux: " + e.getMessage(), e);
    }
  }

  /** Types a line and the enter key. */
  void type(String line) throws LabException {
    run("send-keys", "-l", "--", line);
    press("Enter");
  }

  /** Presses a key, by tmux's name of it. */
  void press(String key) throws LabException {
    run("send-keys", key);
  }

  /** Whether the program runs. */
  boolean isAlive() {
    try {
      Process asked =
          new ProcessBuilder(tmux(socket, "has-session"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return asked.waitFor(COMMAND_TIME.toSeconds(), TimeUnit.SECONDS) && asked.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What the screen shows, for people; empty when the program has ended. */
  String screen() {
    try {
      return isAlive() ? run("capture-pane", "-p").stripTrailing() : "";
    } catch (LabException e) {
      return "";
    }
  }

  private String run(String... arguments) throws LabException {
    try {
      return finish(new ProcessBuilder(tmux(socket, arguments)).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new LabException(Reason.BOOT_FAILED, "Could not run tmux: " + e.getMessage(), e);
    }
  }

  private static String finish(Process process) throws IOException {
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      process.waitFor(COMMAND_TIME.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output;
  }

  private static List<String> tmux(Path socket, String... arguments) {
    List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Ends the program if it still runs. */
  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
      keeper.waitFor(COMMAND_TIME.toSeconds(), TimeUnit.SECONDS);
      Files.deleteIfExists(socket);
      Files.deleteIfExists(socket.getParent());
    } catch (IOException e) {
      keeper.destroy(); // its input closes, and it does its work
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
