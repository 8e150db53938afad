package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.Symbolon;
import im.symbolon.lab.profanity.Profanity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's command, as {@code ./symbolon} runs it. */
class DemoCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(String... arguments) {
    return Symbolon.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void tellsTheStoryAndReportsIt() throws Exception {
    Path json = directory.resolve("report.json");
    String plugin = PluginOnOpenfireTest.PLUGIN.toString();
    int exit = run("demo", "--messages", "3", "--json", json.toString(), "--plugin", plugin);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(Files.readString(json))
        .contains("\"ok\" : true", "\"messages\" : 9", "\"delivered\" : 9", "\"p50\"", "\"p95\"")
        .contains("\"boot_ms\"", "\"plaintext_found\" : false", "\"control_found\" : true")
        .contains("\"unreadable\" : 0", "\"verified\" : true", "\"no_alarm\" : true")
        .containsPattern("\"carol\" : \\{[^}]*\"expected\" : 13,\\s*\"shown\" : 13")
        .containsPattern("\"group\" : \\{[^}]*\"expected\" : 18,\\s*\"shown\" : 18")
        .contains("\"removed_shut_out\" : true")
        .contains(Profanity.missing().isEmpty() ? "\"expected\" : 4" : "\"installed\" : false");
    assertThat(out.toString())
        .contains("bob reads", "beta.test:", "9 of 9 delivered")
        .containsPattern("the code was ([A-Z2-7]{4}-){3}[A-Z2-7]{4};")
        .containsPattern("\n   ([0-9]{5} ){11}[0-9]{5}\n")
        .contains("a second device shows a code", "the phone is gone", "both still have each other")
        .contains("her new phone alarmed nobody", "it encrypts nothing to it")
        .contains("Dave's phone shows nothing of what was said without him")
        .contains("0 unreadable on any device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "20001", "99999999999"})
  void refusesImpossibleNumbers(String number) {
    assertThat(run("demo", "--plugin", "x.jar", "--messages", number)).isEqualTo(2);
    assertThat(err.toString()).contains("--messages").doesNotContain("\tat ");
  }

  @Test
  void refusesUnknownCommandsAndOptions() {
    assertThat(run("dance")).isEqualTo(2);
    assertThat(run("demo", "--loud")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void saysWhatIsWrongWithoutAStackTrace() {
    assertThat(run("demo", "--plugin", directory.resolve("nothing.jar").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("nothing.jar").doesNotContain("\tat ");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(run("demo", "--help")).isZero();
    assertThat(out.toString()).contains("demo", "--messages", "--json", "--keep", "Exit code 0");
  }
}
