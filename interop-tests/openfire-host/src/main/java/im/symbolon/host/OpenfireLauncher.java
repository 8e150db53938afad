package im.symbolon.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Main class of the server process: starts Openfire in the home directory named by the system
 * property {@code openfireHome} and stops it when its starter says so or is gone.
 *
 * <p>Guarantees: a line on standard input, or its end, stops the server and ends the process within
 * {@link #STOP_SECONDS} seconds, whatever threads the server leaves behind. A starter that dies
 * closes the input, so no server outlives it. Exit codes: 0 stopped, 1 did not boot, 2 did not stop
 * in time.
 */
public final class OpenfireLauncher {
  private static final String SERVER = "org.jivesoftware.openfire.XMPPServer";

  /** A graceful stop takes 0.2 s; a server that needs this long is stuck. */
  private static final long STOP_SECONDS = 10;

  private OpenfireLauncher() {}

  /** Boots, waits for the end of the input, stops. Takes no arguments. */
  public static void main(String[] args) throws IOException {
    Object server;
    try {
      // By reflection: only the plugin may name Openfire's classes.
      server = Class.forName(SERVER).getConstructor().newInstance();
      if (!(Boolean) server.getClass().getMethod("isStarted").invoke(server)) {
        throw new IllegalStateException("Openfire did not start; its log says why");
      }
    } catch (ReflectiveOperationException | LinkageError | IllegalStateException e) {
      System.err.println("Boot failed: " + e);
      Runtime.getRuntime().halt(1);
      return;
    }
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      input.readLine();
    }
    haltLater();
    stop(server);
    System.exit(0);
  }

  private static void stop(Object server) {
    try {
      server.getClass().getMethod("stop").invoke(server);
    } catch (ReflectiveOperationException e) {
      System.err.println("The server did not stop in good order: " + e.getCause());
    }
  }

  private static void haltLater() {
    Thread guard =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(2);
            },
            "stop-guard");
    guard.setDaemon(true);
    guard.start();
  }
}
