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
public abstract sealed class RunningServer implements AutoCloseable
    permits RunningOpenfire, RunningForeign {
  private final ServerLife life;
  private final Path home;
  private final Path logs;

  /**
   * @param home below which it writes all its files
   * @param logs where its log files are
   */
  RunningServer(ServerLife life, Path home, Path logs) {
    this.life = life;
    this.home = home;
    this.logs = logs;
  }

  /** Boots it, for the first time or again; nothing is left running when that fails. */
  abstract void start() throws LabException;

  /** What serves it. */
  public abstract Software software();

  final ServerLife life() {
    return life;
  }

  /** The domain it serves. */
  public final String domain() {
    return life.domain();
  }

  /** The loopback address it listens on. */
  public final InetAddress address() {
    return life.endpoint().address();
  }

  /** The port for clients. */
  public final int c2sPort() {
    return life.endpoint().c2sPort();
  }

  /** The port for other servers. */
  public final int s2sPort() {
    return life.endpoint().s2sPort();
  }

  /** The directory below which it writes all its files. */
  public final Path home() {
    return home;
  }

  /** How long the last boot took, from the start of the process until clients are served. */
  public final Duration bootTime() {
    return life.bootTime();
  }

  /** Whether its process runs. */
  public final boolean isAlive() {
    return life.isAlive();
  }

  /** The number of its process, for tests that look whether it is gone. */
  public final long pid() {
    return life.pid();
  }

  /** Every log file that there is now. */
  public final List<Path> logs() throws IOException {
    return LogFile.all(logs);
  }

  /** What the server has logged since its last start. */
  public final String log() {
    return life.log();
  }

  /** Stops the server in good order, so that everything it holds is written. */
  public final void stop() {
    life.stop();
  }

  /** Ends the server at once, as a power cut would. */
  public final void kill() {
    life.kill();
  }

  /**
   * Stops the server if it runs and starts it with the same home and data.
   *
   * @throws LabException as at the first boot
   */
  public final void restart() throws LabException {
    stop();
    start();
  }

  @Override
  public final void close() {
    stop();
  }
}
