package im.symbolon.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A server of the lab, whatever its software, which can be stopped, killed and started again with
 * its data.
 *
 * <p>Not for use by several threads at once. Closing it stops it.
 */
public sealed interface RunningServer extends AutoCloseable
    permits RunningOpenfire, RunningForeign {
  /** The domain it serves. */
  String domain();

  /** What serves it. */
  Software software();

  /** The loopback address it listens on. */
  InetAddress address();

  /** The port for clients. */
  int c2sPort();

  /** The port for other servers. */
  int s2sPort();

  /** The directory below which it writes all its files. */
  Path home();

  /** How long the last boot took, from the start of the process to open listeners. */
  Duration bootTime();

  /** Whether its process runs. */
  boolean isAlive();

  /** The number of its process, for tests that look whether it is gone. */
  long pid();

  /** Every log file that there is now. */
  List<Path> logs() throws IOException;

  /** What the server has logged since its last start. */
  String log();

  /** Stops the server in good order, so that everything it holds is written. */
  void stop();

  /** Ends the server at once, as a power cut would. */
  void kill();

  /**
   * Stops the server if it runs and starts it with the same home and data.
   *
   * @throws LabException as at the first boot
   */
  void restart() throws LabException;

  @Override
  default void close() {
    stop();
  }
}
