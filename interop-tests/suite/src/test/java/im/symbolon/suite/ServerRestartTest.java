package im.symbolon.suite;

import static im.symbolon.suite.Scene.awaitAll;
import static im.symbolon.suite.Scene.awaitLines;
import static im.symbolon.suite.Scene.befriend;
import static im.symbolon.suite.Scene.say;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that stop, or lose power, in the middle of a conversation. */
class ServerRestartTest {
  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN));
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(30));
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void nothingIsLostWhenAServerStops() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      befriend(alice, bob);
      List<String> fromAlice = say(alice, bob, "a", 1, 10);
      List<String> fromBob = say(bob, alice, "b", 1, 10);
      lab.server("beta.test").stop();
      fromAlice.addAll(say(alice, bob, "a", 11, 20));
      fromBob.addAll(say(bob, alice, "b", 11, 20));
      lab.server("beta.test").restart();
      fromAlice.addAll(say(alice, bob, "a", 21, 30));
      awaitAll(bob, alice, alice, fromAlice);
      awaitAll(alice, bob, bob, fromBob);
      scene.assertClean();
    }
  }

  @Test
  void nothingIsLostWhenTheContactsServerLosesPower() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      befriend(alice, bob);
      List<String> fromAlice = say(alice, bob, "a", 1, 10);
      awaitLines(bob, alice, alice, fromAlice);
      List<String> fromBob = say(bob, alice, "b", 1, 10);
      fromAlice.addAll(say(alice, bob, "a", 11, 20));
      lab.server("beta.test").kill();
      fromAlice.addAll(say(alice, bob, "a", 21, 30));
      fromBob.addAll(say(bob, alice, "b", 11, 20));
      lab.server("beta.test").restart();
      awaitAll(bob, alice, alice, fromAlice);
      awaitAll(alice, bob, bob, fromBob);
      scene.assertClean();
    }
  }

  @Test
  void nothingIsLostWhenAServerAndItsClientLosePowerTogether() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice3@alpha.test", "laptop");
      Device bob = scene.joins("bob3@beta.test", "phone");
      befriend(alice, bob);
      List<String> fromAlice = say(alice, bob, "a", 1, 10);
      List<String> fromBob = say(bob, alice, "b", 1, 10);
      awaitLines(alice, bob, bob, fromBob);
      fromAlice.addAll(say(alice, bob, "a", 11, 20));
      lab.server("alpha.test").kill();
      alice.stop();
      fromBob.addAll(say(bob, alice, "b", 11, 20));
      lab.server("alpha.test").restart();
      alice.start().keepConnected();
      fromAlice.addAll(say(alice, bob, "a", 21, 30));
      awaitAll(bob, alice, alice, fromAlice);
      awaitAll(alice, bob, bob, fromBob);
      scene.assertClean();
    }
  }
}
