package im.symbolon.peers.matrix;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.peers.matrix.Place.Server;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of a run, and the names that are still free on them. */
final class World implements AutoCloseable {
  private static final Path PLUGIN = Path.of("../../openfire-e2ee-plugin/target/symbolon.jar");

  private final FederationLab lab;
  private final Path directory;
  private final AtomicInteger names = new AtomicInteger();

  private World(FederationLab lab, Path directory) {
    this.lab = lab;
    this.directory = directory;
  }

  /** Boots what of the servers is installed. */
  static World start(Path directory) throws LabException {
    LabPlan plan =
        LabPlan.of(directory, Server.OPENFIRE.domain(), Server.OPENFIRE_STOCK.domain())
            .recordingStanzas()
            .withPlugin(PLUGIN, Server.OPENFIRE.domain());
    for (Server each : Server.values()) {
      if (each.software() != Software.OPENFIRE && each.software().isInstalled()) {
        plan = plan.with(each.software(), each.domain());
      }
    }
    return new World(FederationLab.start(plan), directory);
  }

  FederationLab lab() {
    return lab;
  }

  /** Where clients make their files. */
  Path directory() {
    return directory;
  }

  /** An address that nobody has. */
  BareJid newcomer(String name, Server server) {
    return new BareJid(name + names.incrementAndGet(), server.domain());
  }

  @Override
  public void close() {
    lab.close();
  }
}
