package im.symbolon.service.prekeys;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.service.OneConnection;
import im.symbolon.service.PostgresTables;
import im.symbolon.service.TestDevice;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlPreKeyStoreTest extends PreKeyStoreContract {
  /** As many as two processes share. */
  private static final int CLAIMS = 10_000;

  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
  }

  @Test
  void twoProcessesHandEveryKeyOutExactlyOnce() throws Exception {
    BareJid bob = new BareJid("bob-of-two-processes", "beta.test");
    publish(bob, CLAIMS / PrekeyLimits.MAX_STOCK, PrekeyLimits.MAX_STOCK);
    List<Process> processes = List.of(claimer(bob), claimer(bob));
    List<String> ids = new ArrayList<>();
    for (Process each : processes) {
      String out = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(each.waitFor()).as(out).isZero();
      out.lines().forEach(ids::add);
    }
    assertThat(ids).hasSize(CLAIMS).doesNotHaveDuplicates();
  }

  private void publish(BareJid account, int devices, int keys) throws Exception {
    Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    PreKeyStore store =
        new PreKeyStore(
            new Database(new OneConnection(POSTGRES.url())), Clock.systemUTC(), ClaimLimit.DEFAULT);
    for (int id = 1; id <= devices; id++) {
      TestDevice device = new TestDevice(account, id);
      for (int first = 0; first < keys; first += PrekeyLimits.MAX_PUBLISHED_KEYS) {
        SignedClaimKey last = device.unsignedKey(Pool.LAST_RESORT, first, expires);
        List<SignedClaimKey> some = new ArrayList<>();
        for (int i = first; i < first + PrekeyLimits.MAX_PUBLISHED_KEYS; i++) {
          some.add(device.unsignedKey(Pool.CLAIM, i, expires));
        }
        store.publish(account, device.publication(Mode.REFILL, some, last));
      }
    }
  }

  private static Process claimer(BareJid account) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ClaimEverything.class.getName(),
            POSTGRES.url(),
            account.toString())
        .redirectErrorStream(true)
        .start();
  }
}
