package im.symbolon.peers.client;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Contact.Subscription;
import im.symbolon.protocol.BareJid;
import im.symbolon.suite.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds on every server. */
abstract class HybridGroupContract {
  private static final Set<Subscription> SEEN = EnumSet.of(Subscription.TO, Subscription.BOTH);

  abstract FederationLab lab();

  abstract Path directory();

  abstract String domain();

  private BareJid account(String name) {
    return new BareJid(name, domain());
  }

  @Test
  void whoUsesPythonOmemoInOmemo2ReadsAndWrites() throws Exception {
    BareJid carol = account("carol-two");
    readsAndWrites(
        "two", PythonPeer.start(PythonSetup.of(lab(), carol, directory()).speaking("omemo2")));
  }

  @Test
  void whoUsesPythonOmemoInLegacyOmemoReadsAndWrites() throws Exception {
    BareJid carol = account("carol-old");
    readsAndWrites(
        "old", PythonPeer.start(PythonSetup.of(lab(), carol, directory()).speaking("legacy")));
  }

  @Test
  void whoUsesProfanityReadsAndWrites() throws Exception {
    readsAndWrites("prof", ProfanityPeer.start(lab(), account("carol-prof"), directory()));
  }

  private void readsAndWrites(String suffix, ForeignClient carol) throws Exception {
    try (carol;
        Scene scene = new Scene(lab(), directory())) {
      Device alice = scene.joins(account("alice-" + suffix).toString(), "laptop");
      Device bob = scene.joins(account("bob-" + suffix).toString(), "phone");
      sees(alice, carol);
      sees(bob, carol);
      BareJid room = alice.messenger().groups().create("Tea");
      alice.messenger().groups().add(room, bob.account());
      alice.messenger().groups().add(room, carol.account());
      await().atMost(PATIENCE).until(() -> !bob.messenger().groups().all().isEmpty());
      bob.messenger().groups().join(room);
      carol.enter(room);
      List<String> said = new ArrayList<>();
      List<String> ours = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String fromAlice = "from alice ✓ " + i;
        alice.messenger().groups().send(room, fromAlice);
        said.add("alice-" + suffix + ": " + fromAlice);
        ours.add(fromAlice);
        awaitAll(room, said, ours, carol, alice, bob);
        String fromCarol = "from carol ü " + i;
        carol.write(room, fromCarol, List.of(alice.account(), bob.account()));
        said.add("carol-" + suffix + ": " + fromCarol);
        awaitAll(room, said, ours, carol, alice, bob);
        String fromBob = "from bob 😀 " + i;
        bob.messenger().groups().send(room, fromBob);
        said.add("bob-" + suffix + ": " + fromBob);
        ours.add(fromBob);
        awaitAll(room, said, ours, carol, alice, bob);
      }
      assertThat(carol.failures()).isEmpty();
      scene.assertClean();
    }
  }

  /** Stock Openfire shows to strangers the keys of nobody. */
  private static void sees(Device ours, ForeignClient carol) throws Exception {
    ours.messenger().contacts().add(carol.account(), Optional.empty());
    carol.accept(ours.account());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ours.messenger().contacts().all().stream()
                    .filter(each -> each.address().equals(carol.account()))
                    .anyMatch(each -> SEEN.contains(each.subscription())));
  }

  private static void awaitAll(
      BareJid room, List<String> said, List<String> ours, ForeignClient carol, Device... devices)
      throws StoreException {
    for (Device each : devices) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(each.chat(room)).as(each.label()).containsExactlyElementsOf(said));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(carol.texts(room)).as(carol.name()).containsAll(ours));
  }
}
