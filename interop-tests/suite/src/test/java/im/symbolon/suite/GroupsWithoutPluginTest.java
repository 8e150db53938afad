package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.DeliveryState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** No archive has it; the room's history has the last 25, and only what bears a body. */
  @Test
  void whoWasAwayLosesNothing() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      Scene.befriend(alice, bob);
      GroupScene group = GroupScene.of(alice, "Stock away", bob);
      group.everybodyTalks("here", alice, bob);
      bob.stop();
      List<String> hers = new ArrayList<>(group.lines(alice, alice));
      hers.addAll(group.say(alice, "while bob is away", 1, 10));
      group.awaitLines(alice, hers, alice);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(alice.messenger().history(group.room(), 100))
                      .as("all left %s", states(alice, group))
                      .noneMatch(m -> m.state() == DeliveryState.QUEUED));
      bob.start().connect();
      hers.addAll(group.say(alice, "welcome back", 1, 2));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(group.lines(bob, alice)).containsExactlyInAnyOrderElementsOf(hers));
      scene.assertClean();
    }
  }

  /** A stock room shows who enters its last 25 messages, and there is no archive. */
  @Test
  void whoWasAwayForLongerThanTheRoomKeepsAsksTheAuthor() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice3@alpha.test", "laptop");
      Device bob = scene.joins("bob3@beta.test", "phone");
      Scene.befriend(alice, bob);
      GroupScene group = GroupScene.of(alice, "Stock long away", bob);
      group.everybodyTalks("here", alice, bob);
      bob.stop();
      List<String> hers = new ArrayList<>(group.lines(alice, alice));
      hers.addAll(group.say(alice, "while bob is away", 1, 60));
      group.awaitLines(alice, hers, alice);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  alice.messenger().history(group.room(), 100).stream()
                      .noneMatch(m -> m.state() == DeliveryState.QUEUED));
      bob.start().connect();
      hers.addAll(group.say(alice, "welcome back", 1, 2));
      await()
          .atMost(PATIENCE.multipliedBy(3))
          .untilAsserted(
              () -> assertThat(group.lines(bob, alice)).containsExactlyInAnyOrderElementsOf(hers));
      scene.assertClean();
    }
  }

  private static List<String> states(Device device, GroupScene group) throws Exception {
    return device.messenger().history(group.room(), 100).stream()
        .map(m -> m.text() + " " + m.state() + " " + m.note())
        .toList();
  }
}
