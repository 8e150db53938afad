package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Groups.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Groups of people on two federated Openfire with our plugin. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupsOnOpenfireTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN).recordingStanzas());
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(60));
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static Scene scene() {
    return new Scene(lab, directory);
  }

  @Test
  void membersOfBothDomainsWriteAndReadOnceOnAllTheirDevices() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device phone = scene.joins("bob1@beta.test", "phone");
      Device tablet = scene.links(phone, "tablet");
      Device carol = scene.joins("carol1@alpha.test", "phone");
      GroupScene group = GroupScene.of(alice, "Tea", phone, carol);
      group.awaitStanding(tablet, Standing.JOINED);
      group.everybodyTalks("tea", alice, phone, carol);
      List<String> bobs = new ArrayList<>(group.lines(alice, phone));
      bobs.addAll(group.say(tablet, "from the tablet", 1, 2));
      group.awaitLines(phone, bobs, alice, phone, tablet, carol);
      group.awaitLines(alice, group.lines(alice, alice), tablet);
      awaitRemembered("alpha.test", group);
      awaitRemembered("beta.test", group);
      scene.assertClean();
    }
  }

  /** For the accounts' clients of other kinds (XEP-0402). */
  private static void awaitRemembered(String domain, GroupScene group) {
    String item = "urn:xmpp:bookmarks:1.>\\s*<item id=." + Pattern.quote(group.room().toString());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lab.server(domain).recordedStanzas())
                    .containsPattern("<publish [^>]*" + item));
  }

  @Test
  void whoIsRemovedReadsNothingThatFollows() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      Device dave = scene.joins("dave2@beta.test", "phone");
      GroupScene group = GroupScene.of(alice, "Secrets", bob, dave);
      group.everybodyTalks("with dave", alice, bob, dave);
      alice.messenger().groups().remove(group.room(), dave.account());
      group.awaitStanding(dave, Standing.REMOVED);
      String after = "the treasure is beneath the oak 2f3b";
      List<String> hers = new ArrayList<>(group.lines(alice, alice));
      hers.addAll(group.say(alice, after, 1, 1));
      group.awaitLines(alice, hers, alice, bob);
      List<String> his = new ArrayList<>(group.lines(bob, bob));
      his.addAll(group.say(bob, after, 1, 1));
      group.awaitLines(bob, his, alice, bob);
      assertThat(dave.chat(group.room())).noneMatch(line -> line.contains(after));
      assertThat(dave.notes())
          .extracting(line -> line.note().get())
          .containsExactly(Note.REMOVED_FROM_GROUP);
      for (RunningOpenfire server : lab.servers()) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(server.recordedStanzas()).contains(group.room() + "/alice2"));
        assertThat(server.recordedStanzas()).contains("<sealed").doesNotContain(after);
      }
      scene.assertClean();
    }
  }

  @Test
  void whoWasAwayCatchesUpOnceAndInOrder() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice3@alpha.test", "laptop");
      Device bob = scene.joins("bob3@beta.test", "phone");
      Device carol = scene.joins("carol3@alpha.test", "phone");
      GroupScene group = GroupScene.of(alice, "Away", bob, carol);
      group.everybodyTalks("all here", alice, bob, carol);
      bob.stop();
      List<String> hers = new ArrayList<>(group.lines(alice, alice));
      hers.addAll(group.say(alice, "while bob is away", 1, 60));
      group.awaitLines(alice, hers, carol);
      List<String> carols = new ArrayList<>(group.lines(carol, carol));
      carols.addAll(group.say(carol, "me too", 1, 3));
      group.awaitLines(carol, carols, alice);
      bob.start().connect();
      hers.addAll(group.say(alice, "welcome back", 1, 3));
      group.awaitLines(alice, hers, bob, carol);
      group.awaitLines(carol, carols, bob);
      List<String> his = new ArrayList<>(group.lines(bob, bob));
      his.addAll(group.say(bob, "I am back", 1, 1));
      group.awaitLines(bob, his, alice, carol);
      scene.assertClean();
    }
  }

  @Test
  void whoWasAddedWhileAwayReadsWhatFollowedOnceTheyJoin() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice4@alpha.test", "laptop");
      Device bob = scene.joins("bob4@beta.test", "phone");
      GroupScene group = GroupScene.of(alice, "Late");
      bob.stop();
      alice.messenger().groups().add(group.room(), bob.account());
      List<String> hers = group.say(alice, "welcome", 1, 3);
      group.awaitLines(alice, hers, alice);
      bob.start().connect();
      group.joins(bob);
      hers.addAll(group.say(alice, "now", 1, 2));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(group.lines(bob, alice)).containsExactlyInAnyOrderElementsOf(hers));
      scene.assertClean();
    }
  }

  @Test
  void aRestartedMessengerIsInItsGroupsAgain() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice5@alpha.test", "laptop");
      Device bob = scene.joins("bob5@beta.test", "phone");
      GroupScene group = GroupScene.of(alice, "Again", bob);
      group.everybodyTalks("before", alice, bob);
      List<String> hers = new ArrayList<>(group.lines(bob, alice));
      alice.stop();
      bob.stop();
      alice.start();
      hers.addAll(group.say(alice, "written offline", 1, 2));
      bob.start().connect();
      alice.connect();
      group.awaitLines(alice, hers, bob);
      group.everybodyTalks("after", alice, bob);
      scene.assertClean();
    }
  }

  @Test
  void theServerIsKilledAndTheGroupIsThereAgain() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice6@alpha.test", "laptop");
      Device bob = scene.joins("bob6@beta.test", "phone");
      GroupScene group = GroupScene.of(alice, "Power", bob);
      group.everybodyTalks("before", alice, bob);
      lab.server("alpha.test").kill();
      List<String> his = new ArrayList<>(group.lines(bob, bob));
      his.addAll(group.say(bob, "in the dark", 1, 2));
      lab.server("alpha.test").restart();
      lab.server("alpha.test").awaitPlugin("symbolon", Duration.ofSeconds(60));
      await()
          .atMost(Duration.ofSeconds(150))
          .untilAsserted(
              () -> assertThat(group.lines(alice, bob)).containsExactlyInAnyOrderElementsOf(his));
      List<String> hers = new ArrayList<>(group.lines(alice, alice));
      hers.addAll(group.say(alice, "after", 1, 2));
      group.awaitLines(alice, hers, bob);
      scene.assertClean();
    }
  }
}
