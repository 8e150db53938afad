package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A server of the lab that other people wrote, as its Debian package brings it: run by whoever runs
 * the lab, with its files below the lab's directory. The package's system service has no part in
 * it.
 */
public final class RunningForeign implements RunningServer {
  private final ForeignHome home;
  private final Site site;
  private final ServerLife life;

  private RunningForeign(ForeignHome home) {
    this.home = home;
    this.site = home.site();
    this.life = new ServerLife(site.name(), site.endpoint(), home.mainLog(), home.console());
  }

  /**
   * Boots a server and returns when clients and peers can connect.
   *
   * @throws LabException NOT_INSTALLED, or as every server; nothing is left running then
   */
  static RunningForeign boot(ForeignHome home) throws LabException {
    requireInstalled(home.software());
    RunningForeign server = new RunningForeign(home);
    server.start();
    return server;
  }

  private static void requireInstalled(Software software) throws LabException {
    if (!software.isInstalled()) {
      throw new LabException(
          Reason.NOT_INSTALLED,
          software.missing()
              + " cannot be found; install the packages "
              + String.join(" ", software.packages())
              + " (Debian 12).");
    }
  }

  private void start() throws LabException {
    site.endpoint().requireFree();
    home.prepare();
    life.start(home.command());
  }

  @Override
  public String domain() {
    return site.name();
  }

  @Override
  public Software software() {
    return home.software();
  }

  @Override
  public InetAddress address() {
    return site.endpoint().address();
  }

  @Override
  public int c2sPort() {
    return site.endpoint().c2sPort();
  }

  @Override
  public int s2sPort() {
    return site.endpoint().s2sPort();
  }

  @Override
  public Path home() {
    return home.root();
  }

  @Override
  public Duration bootTime() {
    return life.bootTime();
  }

  @Override
  public boolean isAlive() {
    return life.isAlive();
  }

  @Override
  public long pid() {
    return life.pid();
  }

  @Override
  public List<Path> logs() throws IOException {
    return LogFile.all(home.logs());
  }

  @Override
  public String log() {
    return life.log();
  }

  @Override
  public void stop() {
    life.stop();
  }

  @Override
  public void kill() {
    life.kill();
  }

  @Override
  public void restart() throws LabException {
    stop();
    start();
  }
}
