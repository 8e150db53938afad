package im.symbolon.peers.server;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.Software;
import im.symbolon.lab.people.Device;
import im.symbolon.suite.Scene;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People whose domains run different servers write to each other, without being contacts. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
class ConversationAcrossServersTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = MixedLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "alpha.test, prosody.test",
    "alpha.test, ejabberd.test",
    "beta.test, prosody.test",
    "beta.test, ejabberd.test",
    "prosody.test, ejabberd.test",
    "alpha.test, beta.test",
    "prosody.test, prosody.test",
    "ejabberd.test, ejabberd.test",
  })
  void strangersTalkBothWays(String one, String other) throws Exception {
    String pair = one.charAt(0) + "" + other.charAt(0);
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice-" + pair + "@" + one, "laptop");
      Device bob = scene.joins("bob-" + pair + "@" + other, "phone");
      List<String> texts = List.of("Hello", "grüße ✓ Ἀθήνη 日本語", "<b>&amp; \"quotes\" ]]>");
      for (String text : texts) {
        alice.messenger().send(bob.account(), text);
        bob.messenger().send(alice.account(), text);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> bob.texts().equals(texts) && alice.texts().equals(texts));
      scene.assertClean();
    }
  }
}
