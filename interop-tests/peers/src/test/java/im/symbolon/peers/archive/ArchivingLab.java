package im.symbolon.peers.archive;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Servers that keep archives, and one that keeps none. */
final class ArchivingLab {
  /** Openfire as it comes: without an archive. */
  static final String STOCK = "beta.test";

  static final String PROSODY = "prosody.test";
  static final String EJABBERD = "ejabberd.test";

  private ArchivingLab() {}

  static FederationLab start(Path directory) throws Exception {
    boolean installed =
        Stream.of(Software.PROSODY, Software.EJABBERD)
            .allMatch(
                software -> {
                  if (!software.isInstalled()) {
                    System.err.println("\n*** NOT RUN: archives, for want of " + software + "\n");
                  }
                  return software.isInstalled();
                });
    Assumptions.assumeTrue(installed, "Prosody and ejabberd are needed");
    return FederationLab.start(
        LabPlan.of(directory, STOCK)
            .with(Software.PROSODY, PROSODY)
            .with(Software.EJABBERD, EJABBERD));
  }
}
