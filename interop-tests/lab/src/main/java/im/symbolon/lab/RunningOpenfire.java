package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of the lab, which can be stopped, killed and started again with its database.
 *
 * <p>Not for use by several threads at once. Closing it stops it.
 */
public final class RunningOpenfire implements AutoCloseable {
  /** A boot takes 2 s; ten times that on a machine with other work, and then some. */
  private static final Duration BOOT_TIME = Duration.ofSeconds(60);

  /** Plugins load before the listeners open; this is for one that is added to a full machine. */
  private static final Duration PLUGIN_TIME = Duration.ofSeconds(20);

  private static final Duration POLL = Duration.ofMillis(20);
  private static final int LINES_SHOWN = 20;

  private final OpenfireDomain domain;
  private final Map<String, Endpoint> peers;
  private final OpenfireRuntime runtime;
  private final ServerHome home;
  private ServerProcess process;
  private LogFile log;
  private LogFile console;
  private Duration bootTime = Duration.ZERO;

  private RunningOpenfire(
      OpenfireDomain domain, Map<String, Endpoint> peers, OpenfireRuntime runtime) {
    this.domain = domain;
    this.peers = Map.copyOf(peers);
    this.runtime = runtime;
    this.home = new ServerHome(domain.home());
  }

  /**
   * Boots a server and returns when its plugins are loaded and clients and peers can connect.
   *
   * @param peers where every domain is that this one federates with, and this one itself
   * @throws LabException with one sentence; nothing is left running then
   */
  static RunningOpenfire boot(
      OpenfireDomain domain, Map<String, Endpoint> peers, OpenfireRuntime runtime)
      throws LabException {
    RunningOpenfire server = new RunningOpenfire(domain, peers, runtime);
    server.start();
    return server;
  }

  /** The domain it serves. */
  public String domain() {
    return domain.name();
  }

  /** The loopback address it listens on. */
  public InetAddress address() {
    return domain.endpoint().address();
  }

  /** The port for clients. */
  public int c2sPort() {
    return domain.endpoint().c2sPort();
  }

  /** The port for other servers. */
  public int s2sPort() {
    return domain.endpoint().s2sPort();
  }

  /** The directory below which it writes all its files. */
  public Path home() {
    return home.root();
  }

  /** How long the last boot took, from the start of the process to open listeners. */
  public Duration bootTime() {
    return bootTime;
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The number of its process, for tests that look whether it is gone. */
  public long pid() {
    return process.pid();
  }

  /** Every log file that there is now. */
  public List<Path> logs() throws IOException {
    return files(home.logs());
  }

  /** What the server has logged since its last start. */
  public String log() {
    return log.text();
  }

  /**
   * Every stanza that the server received, made or passed on, as XML, in its order; empty when the
   * domain was not told to record. Each is there as it came in and again as it went out; what is
   * not a stanza (login, stream management) is not. A running server writes every quarter of a
   * second; after {@link #stop()} nothing is missing, after {@link #kill()} the last quarter.
   */
  public String recordedStanzas() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files(home.stanzas())) {
      all.append(Files.readString(file, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  /** Stops the server in good order, so that everything it holds is written. */
  public void stop() {
    process.stop();
  }

  /** Ends the server at once, as a power cut would. */
  public void kill() {
    process.kill();
  }

  /**
   * Stops the server if it runs and starts it with the same home and database.
   *
   * @throws LabException as at the first boot
   */
  public void restart() throws LabException {
    stop();
    start();
  }

  /**
   * Waits until a plugin is loaded; those of the plan are when the lab starts.
   *
   * @param plugin its canonical name: the jar's file name without {@code .jar}
   * @throws LabException PLUGIN_FAILED when the server refused it, TIMED_OUT when it did not load
   *     in time, BOOT_FAILED when the server ended meanwhile
   */
  public void awaitPlugin(String plugin, Duration limit) throws LabException {
    String name = "'" + plugin + "'";
    long end = System.nanoTime() + limit.toNanos();
    while (!log().contains("Successfully loaded plugin " + name)) {
      if (log().contains("occurred while loading plugin " + name)) {
        throw failure(Reason.PLUGIN_FAILED, "did not accept the plugin " + name);
      }
      requireProcess();
      if (System.nanoTime() > end) {
        throw failure(
            Reason.TIMED_OUT,
            "did not load the plugin " + name + " within " + limit.toSeconds() + " s");
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void start() throws LabException {
    domain.endpoint().requireFree();
    home.prepare(domain, peers);
    if (process != null) {
      home.forgetLock(); // held by the process that ended
    }
    log = LogFile.fromHere(home.mainLog());
    console = LogFile.fromHere(home.console());
    long start = System.nanoTime();
    process = ServerProcess.start(runtime, home);
    try {
      awaitListeners(start + BOOT_TIME.toNanos());
      for (Path plugin : domain.plugins()) {
        awaitPlugin(plugin.getFileName().toString().replaceFirst("\\.jar$", ""), PLUGIN_TIME);
      }
    } catch (LabException e) {
      process.kill();
      throw e;
    }
    bootTime = Duration.ofNanos(System.nanoTime() - start);
  }

  private void awaitListeners(long end) throws LabException {
    while (!domain.endpoint().isListening()) {
      requireProcess();
      if (System.nanoTime() > end) {
        throw failure(Reason.TIMED_OUT, "was not ready within " + BOOT_TIME.toSeconds() + " s");
      }
    }
  }

  /** Waits a moment, in which the process must not end. */
  private void requireProcess() throws LabException {
    if (process.awaitEnd(POLL)) {
      throw failure(Reason.BOOT_FAILED, "ended unexpectedly");
    }
  }

  private LabException failure(Reason reason, String what) {
    LogFile source = log.text().isEmpty() ? console : log;
    String lines =
        Stream.of(source, console)
            .distinct()
            .flatMap(file -> file.tail(LINES_SHOWN).stream())
            .collect(Collectors.joining("\n"));
    return new LabException(
        reason,
        "The server of "
            + domain.name()
            + " "
            + what
            + "; see "
            + source.file()
            + ", which ends:\n"
            + lines);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
