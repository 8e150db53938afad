package im.symbolon.peers.archive;

import static im.symbolon.peers.archive.ArchivingLab.EJABBERD;
import static im.symbolon.peers.archive.ArchivingLab.PROSODY;
import static im.symbolon.peers.archive.ArchivingLab.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.suite.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole clients that were away, on servers that keep an archive. */
@Tag("peers")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CatchUpOnServersTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = ArchivingLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  /** Another own device is there, so nothing waits for this one except in the archive. */
  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void whatAnotherOwnDeviceGotAndSentComesOnceAndInOrder(String domain) throws Exception {
    String letter = domain.substring(0, 1);
    try (Scene scene = new Scene(lab, directory)) {
      Device bob = scene.joins("bob-" + letter + "@" + domain, "laptop");
      Device phone = scene.links(bob, "phone");
      Device alice = scene.joins("alice-" + letter + "@" + STOCK, "laptop");
      List<String> fromAlice = new ArrayList<>(Scene.say(alice, bob, "at first", 1, 2));
      Scene.awaitLines(phone, alice, alice, fromAlice);
      phone.stop();
      fromAlice.addAll(Scene.say(alice, bob, "while the phone is off", 1, 60));
      Scene.awaitLines(bob, alice, alice, fromAlice);
      List<String> fromBob = Scene.say(bob, alice, "from the laptop", 1, 3);
      Scene.awaitLines(alice, bob, bob, fromBob);
      // The first word of somebody new needs this device's prekeys.
      Device carol = scene.joins("carol-" + letter + "@" + STOCK, "laptop");
      List<String> fromCarol = Scene.say(carol, bob, "who are you", 1, 2);
      Scene.awaitLines(bob, carol, carol, fromCarol);
      phone.start().connect();
      Scene.awaitLines(phone, alice, alice, fromAlice);
      Scene.awaitLines(phone, alice, bob, fromBob);
      Scene.awaitLines(phone, carol, carol, fromCarol);
      phone.stop();
      phone.start().connect();
      fromAlice.addAll(Scene.say(alice, bob, "again", 1, 2));
      Scene.awaitLines(phone, alice, alice, fromAlice);
      scene.assertClean();
    }
  }

  /** More than servers keep for the absent (ejabberd in the lab: 100). */
  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void moreThanTheServerKeepsForTheAbsentComesOnce(String domain) throws Exception {
    String letter = domain.substring(0, 1);
    try (Scene scene = new Scene(lab, directory)) {
      Device bob = scene.joins("far-" + letter + "@" + domain, "phone");
      Device alice = scene.joins("near-" + letter + "@" + STOCK, "laptop");
      List<String> lines = new ArrayList<>(Scene.say(alice, bob, "at first", 1, 1));
      Scene.awaitLines(bob, alice, alice, lines);
      bob.stop();
      lines.addAll(Scene.say(alice, bob, "far away", 1, 130));
      ChatMessage last = alice.messenger().history(bob.account(), 1).get(0);
      Scene.awaitState(alice, bob.account(), last.id(), DeliveryState.SENT);
      bob.start().connect();
      if (domain.equals(EJABBERD)) {
        // It returns what is too much, without archiving it; sent again, that comes later.
        Scene.awaitAll(bob, alice, alice, lines);
      } else {
        Scene.awaitLines(bob, alice, alice, lines);
      }
      Scene.awaitState(alice, bob.account(), last.id(), DeliveryState.DELIVERED);
      assertThat(bob.notes()).isEmpty();
      scene.assertClean();
    }
  }
}
