package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.blindness.BlindnessSearch;
import im.symbolon.lab.blindness.Needles;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * REVIEW 8: no server holds a user's key or reads user content. Everything that two real servers
 * wrote and passed on is searched, and the search must find the one thing that they were given to
 * read.
 */
class BlindnessTest {
  private static final String CONTROL = "planted nickname 5d41402abc4b2a76";
  private static final String ASKED = "where is the treasure 7d793037a0760186";
  private static final String ANSWERED = "beneath the old oak 574b4a0c1e9a2f3b";
  private static final String FILE_NAME = "treasure-map-9f86d081884c7d65.pdf";

  @TempDir Path directory;

  @Test
  void serversHoldNeitherWordsNorKeys() throws Exception {
    RememberingRandom random = new RememberingRandom();
    LabPlan plan =
        LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
            .withPlugin(PluginOnOpenfireTest.PLUGIN)
            .recordingStanzas();
    try (FederationLab lab = FederationLab.start(plan)) {
      converse(lab, random);
      lab.servers().forEach(RunningOpenfire::stop);

      Needles needles = new Needles().text("control", CONTROL);
      List.of(ASKED, ANSWERED, FILE_NAME).forEach(text -> needles.text("plaintext", text));
      assertThat(random.keys()).hasSizeGreaterThan(300);
      random.keys().forEach(key -> needles.secret("private key", key));
      BlindnessSearch.Result result =
          new BlindnessSearch(needles)
              .search(lab.servers().stream().map(RunningOpenfire::home).toList());

      assertThat(result.found("control")).as("the search can find something").isTrue();
      assertThat(result.findings())
          .as("what was found")
          .allMatch(finding -> finding.label().startsWith("control"));
      for (RunningOpenfire server : lab.servers()) {
        assertThat(server.recordedStanzas())
            .as("%s passed the conversation on", server.domain())
            .contains("urn:xmpp:omemo:2");
      }
    }
  }

  private void converse(FederationLab lab, RememberingRandom random) throws Exception {
    BareJid alice = BareJid.parse("alice@alpha.test");
    BareJid bob = BareJid.parse("bob@beta.test");
    try (Device atAlpha = Device.of(lab, alice, "laptop", directory, random).register().connect();
        Device atBeta = Device.of(lab, bob, "phone", directory, random).register().connect();
        Device second =
            Device.of(lab, bob, "tablet", directory, random).linkedBy(atBeta).connect()) {
      atAlpha.messenger().contacts().add(bob, Optional.of(CONTROL));
      atAlpha.messenger().send(bob, ASKED);
      await().atMost(PATIENCE).until(() -> atBeta.texts().contains(ASKED));
      atBeta.messenger().send(alice, ANSWERED);
      atBeta.messenger().send(alice, "see " + FILE_NAME);
      await().atMost(PATIENCE).until(() -> atAlpha.texts().size() == 2);
      await().atMost(PATIENCE).until(() -> second.texts().contains(ASKED));
    }
  }
}
