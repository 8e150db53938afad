package im.symbolon.lab.demo;

import im.symbolon.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A desktop client in a process of its own, which ends when its input does: so at the latest with
 * this program.
 */
final class ClientProcess implements AutoCloseable {
  private static final String MAIN = "im.symbolon.swing.demo.DemoWindow";
  private static final long END_SECONDS = 10;

  private final String who;
  private final Process process;
  private final Writer to;
  private final BufferedReader from;

  private ClientProcess(String who, Process process) {
    this.who = who;
    this.process = process;
    this.to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it; what it complains of goes where this program's complaints go.
   *
   * @param classPath of the desktop client
   * @param role what it reads first
   */
  static ClientProcess start(String who, String classPath, Path data, Map<String, String> role)
      throws LabException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try {
      ClientProcess client =
          new ClientProcess(
              who,
              new ProcessBuilder(
                      List.of(
                          java,
                          "-XX:+UseSerialGC",
                          "-cp",
                          classPath,
                          MAIN,
                          "--data",
                          data.toString()))
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start());
      StringBuilder lines = new StringBuilder();
      role.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
      client.say(lines.toString());
      return client;
    } catch (IOException e) {
      throw new LabException(
          LabException.Reason.BOOT_FAILED, "Could not start " + java + ": " + e.getMessage(), e);
    }
  }

  private void say(String line) throws IOException {
    to.write(line + "\n");
    to.flush();
  }

  /** Lets it go on. */
  void goOn() throws LabException {
    try {
      say("go on");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Waits until it says that; a client that ends before is a failure. */
  void await(String word) throws LabException {
    try {
      for (String line = from.readLine(); !word.equals(line); line = from.readLine()) {
        if (line == null) {
          throw failed(null);
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private LabException failed(IOException cause) {
    return new LabException(
        LabException.Reason.BOOT_FAILED, "The window of " + who + " ended too early.", cause);
  }

  /** Waits until its window was closed. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /** Asks it to end and waits; one that does not is killed. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
