package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.Symbolon;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./symbolon bench service}, small. How fast it is here says nothing and is not asked. */
class ServiceBenchTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\" : ([0-9.]+)");
  private static final int CLIENTS = 20;
  private static final int ROUNDS = 3;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  /** There are PostgreSQL's binaries for one kind of machine only; elsewhere the test says so. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void aSmallRunLosesNothingAndReportsAllOfIt() throws Exception {
    Path json = directory.resolve("report.json");
    int exit =
        run(
            "--clients",
            "" + CLIENTS,
            "--seconds",
            "" + 2 * ROUNDS,
            "--warm-up",
            "2",
            "--claims",
            "100", // whose keys are used up to the last one
            "--json",
            json.toString(),
            "--plugin",
            PluginOnOpenfireTest.PLUGIN.toString());
    assertThat(err.toString()).isEmpty();
    Map<String, Double> report = read(json);
    assertThat(report.keySet())
        .containsExactly(
            "claims_per_s",
            "claim_p99_ms",
            "pep_fetch_per_s",
            "delivered",
            "lost",
            "delivery_p99_ms",
            "delivery_p99_ms_cold",
            "heap_mb",
            "cpu_ms_per_message");
    assertThat(report).containsEntry("lost", 0.0);
    assertThat(report).containsEntry("delivered", (double) CLIENTS * ROUNDS);
    assertThat(report.values()).filteredOn(value -> value <= 0).hasSize(1); // lost
    assertThat(out.toString()).contains(" 0 lost, 0 doubled");
    assertThat(exit).isEqualTo(report.get("delivery_p99_ms") < 1000 ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "--clients,1",
    "--clients,many",
    "--seconds,0",
    "--warm-up,-1",
    "--claims,0",
    "--claims,-1",
    "--claims,100001",
    "--claims,99999999999",
    "--claims,1e3",
    "--claims,many",
    "--claims,''"
  })
  void refusesImpossibleNumbersInOneSentence(String option, String value) {
    assertThat(run(option, value, "--plugin", "x.jar")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    String[] lines = err.toString().split("\\R", -1);
    assertThat(lines).hasSize(3);
    assertThat(lines[2]).isEmpty();
    assertThat(lines[0]).contains(option).containsAnyOf("takes a number from ", "whole number");
    assertThat(lines[0]).endsWith(".");
    assertThat(lines[1]).endsWith("symbolon bench service --help");
  }

  private int run(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "bench";
    all[1] = "service";
    System.arraycopy(options, 0, all, 2, options.length);
    return Symbolon.run(new PrintWriter(out), new PrintWriter(err), all);
  }

  private static Map<String, Double> read(Path json) throws Exception {
    Map<String, Double> out = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(Files.readString(json));
    while (field.find()) {
      out.put(field.group(1), Double.parseDouble(field.group(2)));
    }
    return out;
  }
}
