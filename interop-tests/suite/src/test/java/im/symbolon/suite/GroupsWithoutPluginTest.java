package im.symbolon.suite;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Groups on stock servers: their rooms have no archive. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupsWithoutPluginTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test").recordingStanzas());
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void membersOfBothDomainsWriteAndRead() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      Device carol = scene.joins("carol1@alpha.test", "phone");
      Scene.befriend(alice, bob);
      Scene.befriend(carol, bob);
      GroupScene group = GroupScene.of(alice, "Stock", bob, carol);
      group.everybodyTalks("stock", alice, bob, carol);
      scene.assertClean();
    }
  }
}
