package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.TestCa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.PresenceBuilder;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;

/**
 * What every other test here stands on: two real servers that federate, and a third nobody trusts.
 */
class OpenfireFederationTest {
  private static final int SOON_SECONDS = 10;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static RunningOpenfire alpha;
  private static RunningOpenfire beta;
  private static X509TrustManager trust;

  @BeforeAll
  static void start() throws LabException {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test")
                .withDistrusted("rogue.test")
                .recordingStanzas());
    alpha = lab.server("alpha.test");
    beta = lab.server("beta.test");
    trust = lab.ca().trustManager();
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void registersAndLogsInWithScramOverTls() throws Exception {
    try (PlainClient alice = PlainClient.register(alpha, "scram", trust)) {
      assertThat(alice.connection().isSecureConnection()).isTrue();
      assertThat(alice.connection().getUsedSaslMechansism()).startsWith("SCRAM-SHA-1");
      assertThat(alice.address()).isEqualTo("scram@alpha.test");
    }
  }

  @Test
  void messageAndReplyCrossTheDomains() throws Exception {
    try (PlainClient alice = PlainClient.register(alpha, "alice", trust);
        PlainClient bob = PlainClient.register(beta, "bob", trust)) {
      alice.say(bob.address(), "are you there?");
      Message question = bob.next(SOON_SECONDS);
      assertThat(question.getBody()).isEqualTo("are you there?");
      assertThat(question.getFrom().asBareJid().toString()).isEqualTo(alice.address());
      bob.say(alice.address(), "yes");
      assertThat(alice.next(SOON_SECONDS).getBody()).isEqualTo("yes");
    }
  }

  @Test
  void serversKnowEachOtherByCertificateOverTls() throws Exception {
    try (PlainClient carol = PlainClient.register(alpha, "carol", trust);
        PlainClient dave = PlainClient.register(beta, "dave", trust)) {
      carol.say(dave.address(), "over which road?");
      assertThat(dave.next(SOON_SECONDS)).isNotNull();
    }
    await()
        .atMost(Duration.ofSeconds(SOON_SECONDS))
        .until(() -> alpha.log().contains("EXTERNAL SASL was successful"));
    assertThat(alpha.log()).doesNotContain("Dialback over TLS was successful");
    assertThat(greeting(beta, beta.s2sPort(), "jabber:server"))
        .contains("urn:ietf:params:xml:ns:xmpp-tls", "<required/>")
        .doesNotContain("urn:xmpp:features:dialback");
  }

  @Test
  void clientsAreToldThatTlsIsRequired() throws Exception {
    assertThat(greeting(alpha, alpha.c2sPort(), "jabber:client"))
        .contains("urn:ietf:params:xml:ns:xmpp-tls", "<required/>");
  }

  @Test
  void clientRefusesAServerOfAnotherAuthority() throws Exception {
    TestCa other = TestCa.create("Another", Clock.systemUTC(), new SecureRandom());
    assertThatThrownBy(() -> PlainClient.connect(alpha, other.trustManager()).close())
        .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class);
    assertThatThrownBy(() -> PlainClient.connect(lab.server("rogue.test"), trust).close())
        .hasStackTraceContaining(SSLHandshakeException.class.getName());
  }

  @Test
  void clientRefusesAServerOfAnotherDomain() {
    assertThatThrownBy(() -> PlainClient.connect(alpha, "beta.test", trust).close())
        .hasStackTraceContaining("CertificateException");
  }

  @Test
  void serverWithACertificateOfAnotherAuthorityCannotFederate() throws Exception {
    RunningOpenfire rogue = lab.server("rogue.test");
    X509TrustManager nobodys = lab.issuer("rogue.test").trustManager();
    try (PlainClient erin = PlainClient.register(alpha, "erin", trust);
        PlainClient mallory = PlainClient.register(rogue, "mallory", nobodys)) {
      mallory.say(erin.address(), "I am from rogue.test");
      erin.say(mallory.address(), "are you?");
      assertThat(mallory.next(SOON_SECONDS).getType()).isEqualTo(Message.Type.error);
      Message refused = erin.next(SOON_SECONDS);
      assertThat(refused.getType()).isEqualTo(Message.Type.error);
      assertThat(refused.getError().getCondition().toString()).contains("remote-server");
      assertThat(erin.next(0)).isNull();
      assertThat(mallory.next(0)).isNull();
    }
  }

  @Test
  void stoppedOrKilledServerKeepsItsAccountsAndOfflineMessages() throws Exception {
    try (PlainClient frank = PlainClient.register(alpha, "frank", trust)) {
      PlainClient.register(beta, "grace", trust).leave();
      frank.say("grace@beta.test", "before the restart");
      await().atMost(Duration.ofSeconds(SOON_SECONDS)).until(() -> stored("before the restart"));
      beta.restart();
      frank.say("grace@beta.test", "before the power cut");
      await().atMost(Duration.ofSeconds(SOON_SECONDS)).until(() -> stored("before the power cut"));
      beta.kill();
      assertThat(beta.isAlive()).isFalse();
      beta.restart();
      try (PlainClient grace = PlainClient.connect(beta, trust).login("grace")) {
        assertThat(grace.next(SOON_SECONDS).getBody()).isEqualTo("before the restart");
        assertThat(grace.next(SOON_SECONDS).getBody()).isEqualTo("before the power cut");
        grace.say(frank.address(), "got both");
        assertThat(frank.next(SOON_SECONDS).getBody()).isEqualTo("got both");
      }
    }
  }

  @Test
  void everyRoutedStanzaIsRecordedOnBothServers() throws Exception {
    try (PlainClient heidi = PlainClient.register(alpha, "heidi", trust);
        PlainClient ivan = PlainClient.register(beta, "ivan", trust)) {
      heidi.say(ivan.address(), "message <&> mark");
      heidi
          .connection()
          .sendStanza(
              PresenceBuilder.buildPresence()
                  .to(JidCreate.from(ivan.address()))
                  .setStatus("presence mark")
                  .build());
      PingManager.getInstanceFor(heidi.connection()).ping(ivan.connection().getUser());
      assertThat(ivan.next(SOON_SECONDS)).isNotNull();
      for (RunningOpenfire server : new RunningOpenfire[] {alpha, beta}) {
        await()
            .atMost(Duration.ofSeconds(SOON_SECONDS))
            .untilAsserted(
                () ->
                    assertThat(server.recordedStanzas())
                        .contains("message &lt;&amp;&gt; mark")
                        .contains("presence mark")
                        .contains("<ping xmlns=\"urn:xmpp:ping\"")
                        .contains("heidi@alpha.test/", "ivan@beta.test/"));
      }
    }
  }

  @Test
  void secondLabOnTheSameMachineIsAnotherWorldEvenOnOneSharedAddress(@TempDir Path elsewhere)
      throws Exception {
    LabPlan plan = LabPlan.of(elsewhere, "alpha.test", "beta.test").onSharedAddress();
    try (PlainClient judy = PlainClient.register(alpha, "judy", trust);
        FederationLab second = FederationLab.start(plan)) {
      X509TrustManager theirs = second.ca().trustManager();
      RunningOpenfire namesake = second.server("alpha.test");
      try (PlainClient stranger = PlainClient.connect(namesake, theirs)) {
        assertThatThrownBy(() -> stranger.login("judy")).hasMessageContaining("not-authorized");
      }
      try (PlainClient other = PlainClient.register(namesake, "judy", theirs);
          PlainClient peer = PlainClient.register(second.server("beta.test"), "peer", theirs)) {
        peer.say("judy@alpha.test", "which judy?");
        assertThat(other.next(SOON_SECONDS).getBody()).isEqualTo("which judy?");
      }
      assertThat(judy.next(0)).isNull();
      assertThat(judy.connection().isAuthenticated()).isTrue();
    }
    assertThat(alpha.isAlive()).isTrue();
  }

  @Test
  void killedProgramLeavesNoServerBehind(@TempDir Path elsewhere) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LabProgram.class.getName(),
                elsewhere.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = program.inputReader(StandardCharsets.US_ASCII)) {
      long server = Long.parseLong(output.readLine());
      assertThat(runs(server)).isTrue();
      program.destroyForcibly().waitFor();
      await().atMost(Duration.ofSeconds(SOON_SECONDS)).until(() -> !runs(server));
    } finally {
      program.destroyForcibly();
    }
  }

  /** A process that has ended but that nobody has collected yet has no command any more. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::info).flatMap(i -> i.command()).isPresent();
  }

  /** Whether a text is in the files of beta's database. */
  private static boolean stored(String text) throws IOException {
    try (Stream<Path> files = Files.list(beta.home().resolve("embedded-db"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What a server says first to someone who opens a stream, up to the end of its features. */
  private static String greeting(RunningOpenfire server, int port, String namespace)
      throws IOException {
    String header =
        "<stream:stream xmlns='%s' xmlns:stream='http://etherx.jabber.org/streams'"
            + " xmlns:db='jabber:server:dialback' from='someone.test' to='%s' version='1.0'>";
    try (Socket socket = new Socket(server.address(), port)) {
      socket.setSoTimeout(SOON_SECONDS * 1000);
      OutputStream out = socket.getOutputStream();
      out.write(header.formatted(namespace, server.domain()).getBytes(StandardCharsets.UTF_8));
      out.flush();
      StringBuilder said = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (said.indexOf("</stream:features>") < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        said.append((char) next);
      }
      return said.toString();
    }
  }
}
