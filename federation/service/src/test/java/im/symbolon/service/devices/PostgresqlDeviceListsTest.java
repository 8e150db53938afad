package im.symbolon.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresqlDeviceListsTest extends DeviceListsContract {
  private static final int EACH = 30;

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
  void ofTwoProcessesThatAddDevicesExactlyOneWinsEachVersion() throws Exception {
    BareJid bob = new BareJid("bob-of-two-processes", "beta.test");
    List<Process> processes = List.of(adder(bob, 1), adder(bob, 1 + EACH));
    List<String> versions = new ArrayList<>();
    for (Process each : processes) {
      String out = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(each.waitFor()).as(out).isZero();
      out.lines().forEach(versions::add);
    }
    assertThat(versions).hasSize(2 * EACH).doesNotHaveDuplicates();
  }

  private static Process adder(BareJid account, int first) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AddDevices.class.getName(),
            postgres.url(),
            account.toString(),
            Integer.toString(first),
            Integer.toString(EACH))
        .redirectErrorStream(true)
        .start();
  }
}
