package im.symbolon.suite;

import static im.symbolon.suite.Scene.awaitLines;
import static im.symbolon.suite.Scene.befriend;
import static im.symbolon.suite.Scene.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock servers: the client needs no help (DESIGN §7). And what people see who cannot connect. */
class WithoutPluginTest {
  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
                .withDistrusted("gamma.test"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void keysComeFromTheBundlesOfStockServers() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      befriend(alice, bob);
      awaitLines(bob, alice, alice, say(alice, bob, "stock", 1, 5));
      awaitLines(alice, bob, bob, say(bob, alice, "stock", 1, 5));
      scene.assertClean();
    }
  }

  @Test
  void aWrongPasswordIsOneSentence() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.registered("alice2@alpha.test", "laptop");
      TransportException e = connecting(config(alice.account(), direct("alpha.test")));
      assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD);
      assertOneSentence(e);
    }
  }

  @Test
  void nobodyThereIsOneSentence() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ConnectionConfig.Endpoint nowhere = new ConnectionConfig.Endpoint("127.0.0.1", port);
    TransportException e = connecting(config(BareJid.parse("alice3@alpha.test"), nowhere));
    assertThat(e.reason()).isEqualTo(Reason.NO_NETWORK);
    assertOneSentence(e);
  }

  @Test
  void anUntrustedCertificateIsOneSentence() throws Exception {
    TransportException e =
        connecting(config(BareJid.parse("alice4@gamma.test"), direct("gamma.test")));
    assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
    assertOneSentence(e);
  }

  private static ConnectionConfig.Endpoint direct(String domain) {
    return new ConnectionConfig.Endpoint(
        lab.server(domain).address().getHostAddress(), lab.server(domain).c2sPort());
  }

  private static ConnectionConfig config(BareJid account, ConnectionConfig.Endpoint at)
      throws Exception {
    return ConnectionConfig.of(account, "laptop").at(at).trusting(lab.ca().trustManager());
  }

  private static TransportException connecting(ConnectionConfig config) throws Exception {
    Desktop desktop = new Desktop(new RememberingRandom(), Clock.systemUTC());
    try (Messenger messenger = desktop.open(config, new MemoryRowStore());
        Password wrong = Password.of("not the password".toCharArray())) {
      return catchThrowableOfType(TransportException.class, () -> messenger.connect(wrong));
    }
  }

  private static void assertOneSentence(TransportException e) {
    assertThat(e.getMessage()).endsWith(".").doesNotContain("\n", "Exception", "java");
    assertThat(List.of(e.getMessage().split("\\. "))).hasSizeLessThanOrEqualTo(2);
  }
}
