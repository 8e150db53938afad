package im.symbolon.peers.client;

import im.symbolon.lab.DomainPlan;
import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** All of them on one Prosody. */
@NeedsClients({ClientSoftware.PYTHON_OMEMO, ClientSoftware.PROFANITY})
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HybridGroupOnProsodyTest extends HybridGroupContract {
  private static final String DOMAIN = "prosody.test";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    DomainPlan only = new DomainPlan(DOMAIN, Software.PROSODY, List.of(), true);
    lab =
        FederationLab.start(
            new LabPlan(directory.resolve("servers"), List.of(only), Map.of(), false, true));
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
