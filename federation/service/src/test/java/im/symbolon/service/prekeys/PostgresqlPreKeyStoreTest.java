package im.symbolon.service.prekeys;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlPreKeyStoreTest extends PreKeyStoreContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.orSkip();
    Schema.POSTGRESQL.install(postgres.connections());
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  ConnectionSource connections() {
    return postgres.connections();
  }

  @Test
  void twoProcessesHandEveryKeyOutExactlyOnce() throws Exception {
    BareJid bob = new BareJid("bob-of-two-processes", "beta.test");
    new PreKeyStore(new Database(connections()), Clock.systemUTC(), ClaimLimit.DEFAULT)
        .publish(
            bob,
            new TestDevice(bob, 1)
                .publication(
                    Mode.REFILL,
                    0,
                    150,
                    Clock.systemUTC()
                        .instant()
                        .plus(Duration.ofDays(1))
                        .truncatedTo(ChronoUnit.SECONDS)));
    List<Process> processes = List.of(claimer(bob), claimer(bob));
    List<String> ids = new ArrayList<>();
    for (Process each : processes) {
      String out = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(each.waitFor()).as(out).isZero();
      out.lines().forEach(ids::add);
    }
    assertThat(ids).hasSize(150).doesNotHaveDuplicates();
  }

  private static Process claimer(BareJid account) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ClaimEverything.class.getName(),
            postgres.url(),
            account.toString())
        .redirectErrorStream(true)
        .start();
  }
}
