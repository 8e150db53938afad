package im.symbolon.peers.server;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One federation of all servers that we know. */
final class MixedLab {
  /** Openfire with our plugin. */
  static final String PLUGGED = "alpha.test";

  /** Openfire as it comes. */
  static final String STOCK = "beta.test";

  static final String PROSODY = "prosody.test";
  static final String EJABBERD = "ejabberd.test";

  private static final Path PLUGIN = Path.of("../../openfire-e2ee-plugin/target/symbolon.jar");

  private MixedLab() {}

  static LabPlan plan(Path directory) {
    return LabPlan.of(directory, PLUGGED, STOCK)
        .withPlugin(PLUGIN, PLUGGED)
        .with(Software.PROSODY, PROSODY)
        .with(Software.EJABBERD, EJABBERD)
        .recordingStanzas();
  }

  static FederationLab start(Path directory) throws Exception {
    FederationLab lab = FederationLab.start(plan(directory));
    for (RunningServer server : lab.hosts()) {
      System.err.printf(
          "%s on %s: boot %d ms, %d MB%n",
          server.software(),
          server.address().getHostAddress(),
          server.bootTime().toMillis(),
          residentMegabytes(server));
    }
    return lab;
  }

  /** What Linux says of a server's memory; 0 elsewhere. */
  static long residentMegabytes(RunningServer server) {
    try {
      List<String> status = Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"));
      return status.stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
