package im.symbolon.peers.server;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.suite.RoomContract;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Rooms on ejabberd, and members from Openfire as it comes. */
@NeedsServers(Software.EJABBERD)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomsOnEjabberdTest extends RoomContract {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, MixedLab.STOCK).with(Software.EJABBERD, MixedLab.EJABBERD));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Override
  protected FederationLab lab() {
    return lab;
  }

  @Override
  protected String home() {
    return MixedLab.EJABBERD;
  }

  @Override
  protected String abroad() {
    return MixedLab.STOCK;
  }

  @Override
  protected boolean tellsOfSettings() {
    return true;
  }
}
