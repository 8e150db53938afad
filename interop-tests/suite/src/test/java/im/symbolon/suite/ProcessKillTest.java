package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process with a real client on a real server dies between decrypting a message and storing it,
 * or right after: the message is there exactly once when it is started again.
 */
class ProcessKillTest {
  private static final String FATAL = "the message that is not survived";

  @TempDir static Path directory;
  private static FederationLab lab;

  private final List<Process> processes = new ArrayList<>();
  private int starts;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN));
    lab.server("alpha.test").awaitPlugin("symbolon", Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @AfterEach
  void endProcesses() throws Exception {
    for (Process each : processes) {
      each.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({"WHILE_WRITING,false", "BEFORE_COMMIT,false", "AFTER_COMMIT,true"})
  void theMessageIsThereExactlyOnceAfterTheProcessDied(MortalStore.Moment moment, boolean stored)
      throws Exception {
    String name = moment.name().toLowerCase(Locale.ROOT).replace('_', '-');
    BareJid bob = BareJid.parse("bob-" + name + "@alpha.test");
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice-" + name + "@alpha.test", "laptop");
      scene.registered(bob.toString(), "registers").close();

      Program first = start(alice, bob, moment);
      first.awaitLine("announced");
      alice.messenger().send(bob, "before");
      first.awaitLine("told before");
      String fatal = alice.messenger().send(bob, FATAL).id();
      assertThat(first.process().waitFor(60, TimeUnit.SECONDS)).as(first.output()).isTrue();
      assertThat(first.process().exitValue()).as(first.output()).isEqualTo(MortalStore.DIED);
      assertThat(first.lines()).doesNotContain("told " + FATAL);

      Program second = start(alice, bob, MortalStore.Moment.NEVER);
      second.awaitLine("begins with before");
      second.awaitLine("announced");
      alice.messenger().send(bob, "after");
      second.awaitLine("told after");
      Scene.awaitState(alice, bob, fatal, DeliveryState.DELIVERED);
      second.process().getOutputStream().close();
      assertThat(second.process().waitFor(60, TimeUnit.SECONDS)).as(second.output()).isTrue();

      assertThat(second.lines().contains("begins with " + FATAL)).isEqualTo(stored);
      assertThat(second.lines().contains("told " + FATAL)).isNotEqualTo(stored);
      assertThat(second.lines().stream().filter(line -> line.startsWith("ends with ")))
          .containsExactlyInAnyOrder("ends with before", "ends with " + FATAL, "ends with after");
      scene.assertClean();
    }
  }

  private record Program(Process process, Path log) {
    String output() throws Exception {
      return Files.readString(log);
    }

    List<String> lines() throws Exception {
      return output().lines().toList();
    }

    void awaitLine(String line) {
      await()
          .atMost(Scene.PATIENCE)
          .untilAsserted(() -> assertThat(lines()).as(output()).contains(line));
    }
  }

  private Program start(Device alice, BareJid bob, MortalStore.Moment moment) throws Exception {
    RunningOpenfire server = lab.server("alpha.test");
    Path log = directory.resolve(bob.local() + starts++ + ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MortalProgram.class.getName(),
                server.address().getHostAddress(),
                Integer.toString(server.c2sPort()),
                lab.caFile().toString(),
                bob.toString(),
                Device.passwordOf(bob),
                directory.resolve(bob.local() + ".db").toString(),
                alice.account().toString(),
                moment.name(),
                FATAL)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    processes.add(process);
    return new Program(process, log);
  }
}
