package im.symbolon.peers.matrix;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.symbolon.peers.matrix.Place.Client;
import im.symbolon.peers.matrix.Place.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client on each server, each foreign client on each other server, in every scenario. What came
 * of it is also in {@code interop-tests/target/interop-matrix.json} and {@code .html}.
 */
@Tag("peers")
class MatrixTest {
  private static final Path REPORT = Path.of("../target");

  /** Servers and clients of the last run, with their logs, for whoever wants to know why. */
  private static final Path DIRECTORY = Path.of("target/matrix").toAbsolutePath();

  private static World world;
  private static MatrixRun run;
  private static final Map<Row, Outcome> OUTCOMES = new LinkedHashMap<>();

  @BeforeAll
  static void boot() throws Exception {
    clear(DIRECTORY);
    world = World.start(DIRECTORY);
    run = new MatrixRun(world);
    for (Place each : places()) {
      boolean stock =
          each.server() == Server.OPENFIRE_STOCK || each.peerServer() == Server.OPENFIRE_STOCK;
      List<Scenario> scenarios = stock ? Scenarios.essential() : Scenarios.all();
      run.plan(each, scenarios.stream().filter(s -> isWanted(each.row(s))).toList());
    }
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** {@code -Dmatrix.only=REGEX} runs those rows alone that it is found in. */
  private static boolean isWanted(Row row) {
    return Pattern.compile(System.getProperty("matrix.only", "")).matcher(row.toString()).find();
  }

  /** Every client at every pair of different servers; at stock Openfire OMEMO 2 alone. */
  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Client client : Client.values()) {
      for (Server ours : Server.values()) {
        for (Server theirs : Server.values()) {
          boolean stock = ours == Server.OPENFIRE_STOCK || theirs == Server.OPENFIRE_STOCK;
          if (ours != theirs && (!stock || client == Client.TWOMEMO)) {
            places.add(new Place(ours, theirs, client));
          }
        }
      }
    }
    return places;
  }

  @AfterAll
  static void report() throws Exception {
    try {
      if (run != null) {
        run.close();
        Map<String, String> promises = new LinkedHashMap<>();
        Scenarios.all().forEach(each -> promises.put(each.name(), each.promise()));
        MatrixReport report = new MatrixReport(OUTCOMES, promises);
        report.write(REPORT);
        System.err.println(new MatrixSummary(report).text());
      }
    } finally {
      if (world != null) {
        world.close();
      }
    }
  }

  static Stream<Arguments> rows() {
    return run.rows().entrySet().stream()
        .map(
            each ->
                Arguments.of(Named.of(each.getKey().toString(), each.getKey()), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void comesAsExpected(Row row, CompletableFuture<Outcome> result) throws Exception {
    Outcome outcome = result.get();
    OUTCOMES.put(row, outcome);
    assumeTrue(outcome.result() != Result.NOT_RUN, outcome.reason());
    if (!outcome.isAsExpected()) {
      throw new AssertionError(
          row
              + "\nexpected to "
              + outcome.expected().word()
              + ", but: "
              + outcome.result().word()
              + "\n"
              + outcome.reason());
    }
  }
}
