package im.symbolon.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.Symbolon;
import im.symbolon.world.fuzz.FuzzResult;
import im.symbolon.world.fuzz.FuzzResult.Finding;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import im.symbolon.world.fuzz.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code symbolon fuzz}: what it says, writes and returns. */
class FuzzCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(String... arguments) {
    return Symbolon.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  /** The same where every run fails in which event 7 happens. */
  private int runFailing(String... arguments) {
    return new CommandLine(new FuzzCommand(FuzzCommandTest::failing))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static FuzzResult failing(Script script) {
    boolean fails = script.events().stream().anyMatch(each -> each.number() == 7);
    Finding finding = new Finding(Promise.LOST, "bob@beta.test/first0", "message 3");
    List<Finding> findings = fails ? List.of(finding) : List.of();
    return new FuzzResult(script.seed(), script.events().size(), 5, 0, 20, findings, "digest");
  }

  @Test
  void runsSeedsAndReportsThem() throws Exception {
    Path json = directory.resolve("deep/report.json");
    int exit = run("fuzz", "--seeds", "2", "--events", "30", "--seed", "4", "--json", "" + json);
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("seed 4 ", "seed 5 ", "2 runs: 0 lost");
    assertThat(exit).isZero();
    assertThat(Files.readString(json))
        .contains("\"ok\" : true", "\"seeds\" : 2", "\"events\" : 60", "\"lost\" : 0")
        .contains("\"duplicated\" : 0", "\"unreadable\" : 0", "\"seed\" : 5", "\"digest\" : \"");
  }

  @Test
  void aFailureIsCountedMadeSmallerWrittenDownAndCanBeRunAgain() throws Exception {
    Path json = directory.resolve("report.json");
    Path failure = directory.resolve("failure.txt");
    int exit =
        runFailing(
            "--seeds", "3", "--events", "50", "--json", "" + json, "--failure", "" + failure);
    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("3 runs: 3 lost", "1 events are left", "" + failure);
    assertThat(Files.readString(json))
        .contains("\"ok\" : false", "\"lost\" : 3", "\"promise\" : \"lost\"", "message 3");
    Script small = Script.parse(Files.readAllLines(failure));
    assertThat(small.events()).hasSize(1);
    assertThat(small.seed()).isEqualTo(1);

    assertThat(runFailing("--replay", "" + failure, "--failure", "" + failure)).isEqualTo(1);
    assertThat(run("fuzz", "--replay", "" + failure)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--seeds,0",
    "--seeds,-1",
    "--seeds,many",
    "--seeds,100001",
    "--events,0",
    "--events,1000001",
    "--events,1e4",
    "--seed,x",
    "--shrink,-1"
  })
  void refusesImpossibleNumbers(String option, String number) {
    assertThat(run("fuzz", option, number)).isEqualTo(2);
    assertThat(err.toString()).contains(option).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "seed x", "seed 1\n0 WRITE 9 9 9", "0 WRITE 0 0 0"})
  void refusesWhatIsNoScript(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("script.txt"), text);
    assertThat(run("fuzz", "--replay", "" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("is no script of a run").doesNotContain("\tat ");
  }

  @Test
  void refusesAFileThatIsNotThereAndUnknownOptions() {
    assertThat(run("fuzz", "--replay", "" + directory.resolve("nothing"))).isEqualTo(2);
    assertThat(run("fuzz", "--loud")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no ").doesNotContain("\tat ");
  }

  @Test
  void explainsItself() {
    assertThat(run("fuzz", "--help")).isZero();
    assertThat(out.toString()).contains("--seeds", "--events", "--json", "--replay", "Exit code 0");
  }
}
