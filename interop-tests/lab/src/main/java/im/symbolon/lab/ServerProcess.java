package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One life of a server's process, from start to end.
 *
 * <p>Guarantees: the process ends at the latest when this program does, however that happens: a
 * shutdown hook kills it, and when there is no time for hooks the launcher sees its input close.
 */
final class ServerProcess {
  private static final Duration STOP_TIME = Duration.ofSeconds(15);
  private static final Duration KILL_TIME = Duration.ofSeconds(5);

  private final Process process;
  private final Thread hook;

  private ServerProcess(Process process) {
    this.process = process;
    this.hook = new Thread(process::destroyForcibly, "end-server-" + process.pid());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts the process; its own output is appended to a console log.
   *
   * @param command a program that ends in good order when it reads a line or the end of its input
   */
  static ServerProcess start(ProcessBuilder command, Path console) throws LabException {
    try {
      return new ServerProcess(
          command
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()))
              .start());
    } catch (IOException e) {
      throw new LabException(
          Reason.BOOT_FAILED,
          "Could not start " + command.command().get(0) + ": " + e.getMessage(),
          e);
    }
  }

  /** Whether the process runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** The operating system's number of the process. */
  long pid() {
    return process.pid();
  }

  /** Waits for the end of the process, at most so long; returns whether it has ended. */
  boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      return true;
    }
  }

  /** Asks the server to stop and waits; one that does not is killed. */
  void stop() {
    try (OutputStream input = process.getOutputStream()) {
      input.write("stop\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The process has ended already, or its closed input tells it the same.
    }
    if (!awaitEnd(STOP_TIME)) {
      kill();
    }
    forget();
  }

  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    try {
      process.waitFor(KILL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    forget();
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs, and finds nothing to do.
    }
  }
}
