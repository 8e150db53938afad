package im.symbolon.suite;

import static im.symbolon.suite.Scene.awaitAll;
import static im.symbolon.suite.Scene.awaitLines;
import static im.symbolon.suite.Scene.befriend;
import static im.symbolon.suite.Scene.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.protocol.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody puts an old copy of a store back. A stock server and one with the plugin. */
class RollbackOnOpenfireTest {
  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN, "beta.test"));
    lab.server("beta.test").awaitPlugin("symbolon", Scene.PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"alice1@alpha.test, bob1@beta.test", "alice2@beta.test, bob2@alpha.test"})
  void theDeviceReplacesItselfAndItsContactsReadOn(String contact, String owner) throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins(contact, "laptop");
      Device bob = scene.joins(owner, "phone");
      befriend(alice, bob);
      List<String> said = new ArrayList<>(say(bob, alice, "before", 1, 3));
      awaitLines(alice, bob, bob, said);

      bob.stop();
      Path old = Files.createDirectory(directory.resolve("old of " + bob.account().local()));
      copyStore(bob, directory, old);
      bob.start().connect();
      said.addAll(say(bob, alice, "lost", 1, 3));
      awaitLines(alice, bob, bob, said);
      DeviceId before = bob.messenger().device();

      bob.stop();
      copyStore(bob, old, directory);
      bob.start();
      assertThat(bob.messenger().device()).isEqualTo(before);
      said.addAll(say(bob, alice, "after", 1, 3)); // waits in the old store
      bob.keepConnected();
      awaitAll(alice, bob, bob, said);
      assertThat(bob.messenger().device()).isNotEqualTo(before);
      await()
          .atMost(Scene.PATIENCE)
          .until(() -> !alice.messenger().devices(bob.account()).isEmpty());
      say(alice, bob, "welcome", 1, 1);
      await()
          .atMost(Scene.PATIENCE)
          .until(() -> bob.chat(alice.account()).contains(name(alice) + ": welcome 1"));
      assertThat(alice.notes()).as("contacts are not alarmed").isEmpty();

      DeviceId after = bob.messenger().device();
      bob.stop();
      bob.start().connect();
      said.addAll(say(bob, alice, "again", 1, 1));
      awaitAll(alice, bob, bob, said);
      assertThat(bob.messenger().device()).as("a store that is not old goes on").isEqualTo(after);
    }
  }

  private static String name(Device device) {
    return device.account().local();
  }

  private static void copyStore(Device device, Path from, Path to) throws IOException {
    String prefix = name(device) + "-";
    try (Stream<Path> files = Files.list(from)) {
      for (Path each : files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList()) {
        Files.copy(each, to.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
