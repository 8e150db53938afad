package im.symbolon.service.devices;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.ConnectionSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlDeviceListsTest extends DeviceListsContract {
  private static final int EACH = 30;

  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
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
            POSTGRES.url(),
            account.toString(),
            Integer.toString(first),
            Integer.toString(EACH))
        .redirectErrorStream(true)
        .start();
  }
}
