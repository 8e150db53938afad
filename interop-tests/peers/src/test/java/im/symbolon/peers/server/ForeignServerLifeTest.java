package im.symbolon.peers.server;

import static im.symbolon.suite.TransportClient.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import im.symbolon.messenger.xmpp.ConnectionState.Online;
import im.symbolon.suite.TransportClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign servers start, end and trust as the lab promises. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignServerLifeTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(names = {"PROSODY", "EJABBERD"})
  void stoppedServersKeepWhatTheyKnowAndKilledOnesEndAtOnce(Software software) throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("lab"), "alpha.test").with(software, "f.test");
    try (FederationLab lab = FederationLab.start(plan)) {
      TransportClient.register(lab, "kept@f.test").close();
      RunningServer server = lab.host("f.test");
      long first = server.pid();
      server.restart();
      assertThat(runs(first)).isFalse();
      try (TransportClient client = TransportClient.login(lab, "kept@f.test", "one")) {
        assertThat(client.transport.state()).isEqualTo(new Online(false));
      }
      long second = server.pid();
      server.kill();
      assertThat(runs(second)).isFalse();
      assertThat(server.isAlive()).isFalse();
      server.restart();
      assertThat(server.isAlive()).isTrue();
      server.stop();
      assertThat(lab.host("alpha.test").isAlive()).isTrue();
      await().atMost(SOON).until(() -> processesBelow(directory.resolve("lab/f.test")).isEmpty());
    }
  }

  @Test
  void serversEndWithTheProgramThatStartedThemHoweverItEnds() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MixedLabProgram.class.getName(),
                directory.resolve("elsewhere").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> servers = new ArrayList<>();
    try (BufferedReader output = program.inputReader(StandardCharsets.US_ASCII)) {
      for (int i = 0; i < 3; i++) {
        servers.add(Long.parseLong(output.readLine()));
      }
      assertThat(servers).allMatch(ForeignServerLifeTest::runs);
      program.destroyForcibly().waitFor();
      await().atMost(SOON).until(() -> servers.stream().noneMatch(ForeignServerLifeTest::runs));
      await().atMost(SOON).until(() -> processesBelow(directory.resolve("elsewhere")).isEmpty());
    } finally {
      program.destroyForcibly();
    }
  }

  /** Neither takes messages from a server whose certificate nobody trusts, nor gives it any. */
  @ParameterizedTest
  @EnumSource(names = {"PROSODY", "EJABBERD"})
  void aServerThatNobodyTrustsIsNotTalkedTo(Software software) throws Exception {
    LabPlan plan =
        LabPlan.of(directory.resolve("lab"), "alpha.test")
            .withDistrusted("rogue.test")
            .with(software, "f.test");
    try (FederationLab lab = FederationLab.start(plan);
        TransportClient rogue = TransportClient.register(lab, "rogue@rogue.test");
        TransportClient honest = TransportClient.register(lab, "honest@alpha.test");
        TransportClient victim = TransportClient.register(lab, "victim@f.test")) {
      rogue.say("r1", victim.address(), "trust me");
      victim.say("v1", rogue.address(), "a secret");
      await().atMost(SOON).until(() -> isBounced(rogue, "r1") && isBounced(victim, "v1"));
      honest.say("h1", victim.address(), "hello");
      victim.awaitText("hello");
      assertThat(victim.texts()).doesNotContain("trust me");
      assertThat(rogue.texts()).doesNotContain("a secret");
    }
  }

  private static boolean isBounced(TransportClient client, String id) {
    return client.received.stream()
        .anyMatch(s -> s.type().equals("error") && s.id().filter(id::equals).isPresent());
  }

  /** A process that has ended but that nobody has collected yet has no command any more. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::info).flatMap(i -> i.command()).isPresent();
  }

  /** Everything that works in a directory or names it: servers and what they started. */
  private static List<Long> processesBelow(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> isBelow(process, directory))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isBelow(ProcessHandle process, Path directory) {
    Path working = Path.of("/proc/" + process.pid() + "/cwd");
    try {
      return Files.readSymbolicLink(working).startsWith(directory);
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }
}
