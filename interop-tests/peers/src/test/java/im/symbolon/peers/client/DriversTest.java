package im.symbolon.peers.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.TestCa;
import im.symbolon.lab.profanity.Profanity;
import im.symbolon.lab.profanity.ProfanityLogin;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the drivers of foreign clients promise beside conversations. */
@NeedsClients({ClientSoftware.PYTHON_OMEMO, ClientSoftware.PROFANITY})
@Timeout(120)
class DriversTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = Cast.prosody(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void bothRefuseAServerOfAnotherAuthority() throws Exception {
    Path foreign = directory.resolve("foreign.pem");
    TestCa.create("Somebody else's", Clock.systemUTC(), new SecureRandom()).writePem(foreign);
    BareJid account = new BareJid("wary", Cast.DOMAIN);

    PythonSetup setup = PythonSetup.of(lab, account, directory);
    PeerProcess python =
        PeerProcess.start(setup.command(foreign), "x", setup.file("err"), event -> {});
    assertThatThrownBy(python::awaitReady).hasMessageContaining("certificate is not trusted");
    python.end();

    RunningServer server = lab.host(Cast.DOMAIN);
    ProfanityLogin login =
        new ProfanityLogin(account, "x", server.address(), server.c2sPort(), foreign);
    assertThatThrownBy(() -> Profanity.start(login, directory.resolve("wary")))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("trust the certificate");
  }

  @Test
  void aCommandThatFailsIsAnsweredWithOneLineAndThePeerGoesOn() throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      PythonPeer peer = cast.python("clumsy", "omemo2,legacy");
      for (Map<String, String> wrong :
          List.of(Map.of("to", "nobody@" + Cast.DOMAIN, "text", "x"), Map.of("unknown", "x"))) {
        assertThatThrownBy(() -> peer.command("say", wrong))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("say: ")
            .hasMessageNotContaining("\n");
      }
      assertThatThrownBy(() -> peer.command("dance", Map.of())).hasMessageContaining("no such");
      assertThat(peer.command("dump", Map.of())).containsEntry("device", peer.deviceId());
    }
  }

  @Test
  void aDeviceSurvivesARestartOfItsProgram() throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      for (String client : List.of("both", "profanity")) {
        ForeignClient device = cast.joins("steady-" + client, client);
        long id = device.deviceId();
        String fingerprint = device.fingerprint();
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        device.stop();
        device.start();
        assertThat(device.deviceId()).isEqualTo(id);
        assertThat(device.fingerprint()).isEqualTo(fingerprint);
      }
    }
  }

  @Test
  void versionsThatAreNotSpokenAreNotAnnounced() throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      PythonPeer modern = cast.python("modern", "omemo2");
      PythonPeer old = cast.python("old", "legacy");
      PythonPeer watcher = cast.python("watcher", "omemo2,legacy");
      assertThat(versions(watcher, modern)).isEqualTo(List.of("omemo2"));
      assertThat(versions(watcher, old)).isEqualTo(List.of("legacy"));
      assertThat(versions(modern, watcher)).isEqualTo(List.of("omemo2"));
    }
  }

  private static Object versions(PythonPeer watcher, PythonPeer watched) throws Exception {
    Object devices =
        watcher.command("refresh", Map.of("to", watched.account().toString())).get("devices");
    Map<?, ?> device = (Map<?, ?>) ((List<?>) devices).get(0);
    assertThat(device.get("fingerprint")).isEqualTo(watched.fingerprint());
    return device.get("versions");
  }

  @Test
  void whatProfanityHasNoWayToSendIsRefused() throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      ForeignClient profanity = cast.joins("terse", "profanity");
      for (String text : List.of("", "/quit", "blank at the end ", "\n")) {
        assertThatThrownBy(() -> profanity.say(profanity.account(), text))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void nothingThatTheyStartedIsLeft() throws Exception {
    Path home = Files.createDirectories(directory.resolve("left"));
    BareJid account = new BareJid("guest", Cast.DOMAIN);
    try (ProfanityPeer profanity = ProfanityPeer.start(lab, account, home)) {
      assertThat(profanity.account()).isEqualTo(account);
      assertThat(running(home)).isNotEmpty();
    }
    assertThat(running(home)).isEmpty();
  }

  private static List<Long> running(Path home) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(home.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }
}
