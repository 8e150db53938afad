package im.symbolon.peers.client;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** All of them on one Openfire. */
@NeedsClients(
    value = {ClientSoftware.PYTHON_OMEMO, ClientSoftware.PROFANITY},
    servers = Software.OPENFIRE)
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HybridGroupOnOpenfireTest extends HybridGroupContract {
  private static final String DOMAIN = "openfire.test";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = FederationLab.start(LabPlan.of(directory.resolve("servers"), DOMAIN));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Override
  FederationLab lab() {
    return lab;
  }

  @Override
  Path directory() {
    return directory;
  }

  @Override
  String domain() {
    return DOMAIN;
  }
}
