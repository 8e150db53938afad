package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server's process, started any number of times one after the other, and what it logs. */
final class ServerLife {
  /** A boot takes 2 s; ten times that on a machine with other work, and then some. */
  private static final Duration BOOT_TIME = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(20);
  private static final int LINES_SHOWN = 20;

  private final String domain;
  private final Endpoint endpoint;
  private final Path mainLog;
  private final Path consoleLog;
  private ServerProcess process;
  private LogFile log;
  private LogFile console;
  private long started;
  private Duration bootTime = Duration.ZERO;

  ServerLife(String domain, Endpoint endpoint, Path mainLog, Path consoleLog) {
    this.domain = domain;
    this.endpoint = endpoint;
    this.mainLog = mainLog;
    this.consoleLog = consoleLog;
  }

  String domain() {
    return domain;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Whether a process was started before. */
  boolean isAgain() {
    return process != null;
  }

  /**
   * Starts the process and waits until it serves clients.
   *
   * @throws LabException with the end of the log; the process is gone then
   */
  void start(ProcessBuilder command) throws LabException {
    log = LogFile.fromHere(mainLog);
    console = LogFile.fromHere(consoleLog);
    started = System.nanoTime();
    process = ServerProcess.start(command, consoleLog);
    orKill(this::awaitFirstClient);
    booted();
  }

  /** A part of the boot. */
  interface Step {
    void run() throws LabException;
  }

  /** Runs a part of the boot; when that fails, the process is killed. */
  void orKill(Step step) throws LabException {
    try {
      step.run();
    } catch (LabException e) {
      process.kill();
      throw e;
    }
  }

  /** Says that the boot is complete only now. */
  void booted() {
    bootTime = Duration.ofNanos(System.nanoTime() - started);
  }

  Duration bootTime() {
    return bootTime;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  String log() {
    return log.text();
  }

  void stop() {
    process.stop();
  }

  void kill() {
    process.kill();
  }

  private void awaitFirstClient() throws LabException {
    FirstClient client = new FirstClient(domain, endpoint);
    long end = started + BOOT_TIME.toNanos();
    while (!endpoint.isListening() || !client.isServed()) {
      requireProcess();
      if (System.nanoTime() > end) {
        throw failure(Reason.TIMED_OUT, "was not ready within " + BOOT_TIME.toSeconds() + " s");
      }
    }
  }

  /** Waits a moment, in which the process must not end. */
  void requireProcess() throws LabException {
    if (process.awaitEnd(POLL)) {
      throw failure(Reason.BOOT_FAILED, "ended unexpectedly");
    }
  }

  /** A failure, with the end of the log. */
  LabException failure(Reason reason, String what) {
    LogFile source = log.text().isEmpty() ? console : log;
    String lines =
        Stream.of(source, console)
            .distinct()
            .flatMap(file -> file.tail(LINES_SHOWN).stream())
            .collect(Collectors.joining("\n"));
    return new LabException(
        reason,
        "The server of "
            + domain
            + " "
            + what
            + "; see "
            + source.file()
            + ", which ends:\n"
            + lines);
  }
}
