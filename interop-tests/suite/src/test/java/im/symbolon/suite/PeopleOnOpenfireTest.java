package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.contacts.DomainView;
import im.symbolon.messenger.contacts.DomainView.Standing;
import im.symbolon.messenger.contacts.Portrait;
import im.symbolon.messenger.xmpp.Presence;
import im.symbolon.protocol.BareJid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People around an account, over two real servers: one with our plugin, one as it comes. */
class PeopleOnOpenfireTest {
  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN, "alpha.test"));
    lab.server("alpha.test").awaitPlugin("symbolon", PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void contactsSeeWhoIsThereAndHowTheyLook() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      assertThat(alice.messenger().whereabouts().of(bob.account())).isEqualTo(Presence.UNKNOWN);
      Scene.befriend(alice, bob);
      await().atMost(PATIENCE).until(() -> shows(alice, bob) == Presence.Show.ONLINE);
      await().atMost(PATIENCE).until(() -> shows(bob, alice) == Presence.Show.ONLINE);

      byte[] picture = "as good as a picture".getBytes(StandardCharsets.UTF_8);
      bob.messenger().portraits().show(picture, 64);
      bob.messenger().portraits().call("Bob B.");
      await().atMost(PATIENCE).until(() -> face(alice, bob).nick().equals("Bob B."));
      await().atMost(PATIENCE).until(() -> face(alice, bob).picture().isPresent());
      assertThat(face(alice, bob).picture()).contains(picture);
      bob.messenger().portraits().showNothing();
      await().atMost(PATIENCE).until(() -> !face(alice, bob).picture().isPresent());

      bob.close();
      await().atMost(PATIENCE).until(() -> shows(alice, bob) == Presence.Show.OFFLINE);
      assertThat(alice.messenger().whereabouts().look(bob.account()).since()).isPresent();
    }
  }

  private static Presence.Show shows(Device to, Device who) {
    return to.messenger().whereabouts().of(who.account()).show();
  }

  private static Portrait face(Device to, Device who) throws Exception {
    return to.messenger().portraits().of(who.account());
  }

  @Test
  void aDomainSaysWhatItDemandsAndAnotherSaysNothing() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device bob = scene.joins("bob2@beta.test", "phone");
      DomainView view = bob.messenger().domains().look("alpha.test");
      assertThat(view.standing()).isEqualTo(Standing.SIGNED);
      assertThat(view.terms().orElseThrow().open()).isTrue();
      assertThat(bob.messenger().domains().look("beta.test").standing()).isEqualTo(Standing.NONE);
    }
  }

  /** Openfire 4.2 keeps no such list: what is decided holds on the device. */
  @Test
  void whoIsBlockedReachesNobodyAndThenAgain() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice3@alpha.test", "laptop");
      Device bob = scene.joins("bob3@beta.test", "phone");
      alice.messenger().send(bob.account(), "one");
      await().atMost(PATIENCE).until(() -> bob.chat(alice.account()).size() == 1);
      BareJid mallory = alice.account();
      assertThat(bob.messenger().strangers().isKnown(mallory)).isFalse();
      bob.messenger().blocking().block(mallory, Optional.empty());
      alice.messenger().send(bob.account(), "two");
      String last = alice.messenger().send(bob.account(), "three").id();
      Scene.awaitState(alice, bob.account(), last, im.symbolon.messenger.chat.DeliveryState.SENT);
      bob.messenger().blocking().unblock(mallory);
      alice.messenger().send(bob.account(), "four");
      await().atMost(PATIENCE).until(() -> bob.chat(alice.account()).contains("alice3: four"));
      assertThat(bob.messenger().blocking().all()).isEmpty();
    }
  }
}
