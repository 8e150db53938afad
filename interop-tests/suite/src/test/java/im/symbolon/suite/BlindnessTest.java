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
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.primitives.Ed25519;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern SIGNED_LIST =
      Pattern.compile("<devices [^>]*xmlns=.urn:symbolon:devices:0.*?</devices>", Pattern.DOTALL);

  @TempDir Path directory;
  private final List<String> codes = new ArrayList<>();

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
      assertThat(codes).as("two recovery keys and a linking code").hasSize(3);
      codes.forEach(code -> needles.code("code", code));
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
        assertThat(publicHalves(random))
            .as("the secrets of what %s was given are looked for", server.domain())
            .containsAll(rootAndListKey(server));
      }
    }
  }

  private static List<IdentityKey> rootAndListKey(RunningOpenfire server) throws Exception {
    Matcher list = SIGNED_LIST.matcher(server.recordedStanzas());
    assertThat(list.find()).as("a signed list at %s", server.domain()).isTrue();
    SignedDeviceList shown = SignedDeviceListCodec.decode(SecureXml.parse(list.group()));
    return List.of(shown.root().key(), shown.certificate().key().key());
  }

  private static List<IdentityKey> publicHalves(RememberingRandom random) {
    return random.keys().stream().map(Ed25519::publicKey).toList();
  }

  private void converse(FederationLab lab, RememberingRandom random) throws Exception {
    BareJid alice = BareJid.parse("alice@alpha.test");
    BareJid bob = BareJid.parse("bob@beta.test");
    try (Device atAlpha = Device.of(lab, alice, "laptop", directory, random).register().connect();
        Device atBeta = Device.of(lab, bob, "phone", directory, random).register().connect();
        Device second = Device.of(lab, bob, "tablet", directory, random).linkTo(atBeta)) {
      atAlpha.messenger().contacts().add(bob, Optional.of(CONTROL));
      atAlpha.messenger().send(bob, ASKED);
      await().atMost(PATIENCE).until(() -> atBeta.texts().contains(ASKED));
      atBeta.messenger().send(alice, ANSWERED);
      atBeta.messenger().send(alice, "see " + FILE_NAME);
      await().atMost(PATIENCE).until(() -> atAlpha.texts().size() == 2);
      await().atMost(PATIENCE).until(() -> second.texts().contains(ASKED));
      for (Device each : List.of(atAlpha, atBeta, second)) {
        codes.addAll(each.codes());
      }
    }
  }
}
