package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;

/**
 * A server of the lab that other people wrote, as its Debian package brings it: run by whoever runs
 * the lab, with its files below the lab's directory. The package's system service has no part in
 * it.
 */
public final class RunningForeign extends RunningServer {
  private final ForeignHome home;

  private RunningForeign(ForeignHome home) {
    super(life(home), home.root(), home.logs());
    this.home = home;
  }

  private static ServerLife life(ForeignHome home) {
    Site site = home.site();
    return new ServerLife(site.name(), site.endpoint(), home.mainLog(), home.console());
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

  @Override
  void start() throws LabException {
    home.site().endpoint().requireFree();
    home.prepare();
    life().start(home.command());
  }

  @Override
  public Software software() {
    return home.software();
  }
}
