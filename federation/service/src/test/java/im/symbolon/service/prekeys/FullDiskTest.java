package im.symbolon.service.prekeys;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.SmallDisk;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database is full in the middle of its work. For the embedded one, a power cut
 * before the next checkpoint is left out: HSQLDB's log may have a hole then, and what it said it
 * took after that is lost. PostgreSQL has no such hole.
 */
class FullDiskTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final int KEYS = 20;
  private static final Instant EXPIRES =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));

  private int next;

  @Test
  void whatIsRefusedWhileTheDiskIsFullLosesNothingAndWorksAgainAfterwards(@TempDir Path folder)
      throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder, 4)) {
      ConnectionSource file = source(folder);
      Schema.HSQLDB.install(file);
      run(file, "SET FILES WRITE DELAY FALSE");
      PreKeyStore store = store(file);
      List<TestDevice> taken = new ArrayList<>();
      publish(store, taken);
      disk.fill();
      assertThat(publishUntilRefused(store, taken)).as("the disk is full").isTrue();
      assertHas(store, taken);
      disk.empty();
      assertThat(publish(store, taken)).as("there is room again").isTrue();
      assertHas(store, taken);
      run(file, "SHUTDOWN");
      assertHas(store(file), taken);
      run(file, "SHUTDOWN IMMEDIATELY");
    }
  }

  /**
   * There is no room for a table, and then none for the log, without which PostgreSQL stops in the
   * middle of everything: it is started again when somebody has made room.
   */
  @Test
  void postgresqlRefusesWhatHasNoRoomAndHasTheRestAfterItStopped(@TempDir Path folder)
      throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder, 120)) {
      Path files = folder.resolve("postgresql");
      List<TestDevice> taken = new ArrayList<>();
      try (TestPostgres postgres = TestPostgres.orSkip(files)) {
        Schema.POSTGRESQL.install(postgres.connections());
        PreKeyStore store = store(postgres.connections());
        publish(store, taken);
        disk.fill();
        assertThat(publishUntilRefused(store, taken)).isTrue();
        assertHas(store, taken);
        disk.empty();
        assertThat(publish(store, taken)).as("there is room again").isTrue();
        disk.fill();
        endLog(postgres.connections());
        assertThat(publishUntilRefused(store, taken)).isTrue();
        disk.empty();
      }
      try (TestPostgres postgres = TestPostgres.orSkip(files)) {
        PreKeyStore store = store(postgres.connections());
        assertHas(store, taken);
        assertThat(publish(store, taken)).as("it works again").isTrue();
      }
    }
  }

  /** Has it begin another file of its log, for which there is no room. */
  private static void endLog(ConnectionSource postgres) throws SQLException {
    for (int files = 0; files < 10; files++) {
      try {
        run(postgres, "SELECT pg_switch_wal(); CREATE TEMPORARY TABLE t" + files + " (x INT)");
      } catch (SQLException e) {
        return;
      }
    }
  }

  private boolean publishUntilRefused(PreKeyStore store, List<TestDevice> taken) throws Exception {
    boolean refused = false;
    for (int i = 0; i < 200 && !refused; i++) {
      refused = !publish(store, taken);
    }
    return refused;
  }

  private static ConnectionSource source(Path folder) {
    return () -> DriverManager.getConnection("jdbc:hsqldb:file:" + folder.resolve("db/openfire"));
  }

  private static PreKeyStore store(ConnectionSource file) {
    return new PreKeyStore(new Database(file), Clock.systemUTC(), ClaimLimit.DEFAULT);
  }

  private static void run(ConnectionSource file, String sql) throws SQLException {
    try (Connection connection = file.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** False when the store says that it could not. */
  private boolean publish(PreKeyStore store, List<TestDevice> taken) throws Exception {
    TestDevice device = new TestDevice(BOB, ++next);
    var publication = device.publication(Mode.REFILL, 0, KEYS, EXPIRES);
    try {
      store.publish(BOB, publication.verify(BOB, new JdkSignatureVerifier()));
    } catch (StoreException e) {
      return false;
    }
    taken.add(device);
    return true;
  }

  private static void assertHas(PreKeyStore store, List<TestDevice> taken) throws Exception {
    for (TestDevice each : taken) {
      assertThat(store.stock(each.address()).claimKeys()).as("%s", each.address()).isEqualTo(KEYS);
    }
  }
}
