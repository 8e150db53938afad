package im.symbolon.service.prekeys;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.service.MemoryTables;
import im.symbolon.service.TestDevice;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HsqldbPreKeyStoreTest extends PreKeyStoreContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }

  @Test
  void whatWasHandedOutStaysHandedOutAfterARestart(@TempDir Path directory) throws Exception {
    ConnectionSource file =
        () -> DriverManager.getConnection("jdbc:hsqldb:file:" + directory.resolve("db"));
    Schema.HSQLDB.install(file);
    BareJid bob = new BareJid("bob", "beta.test");
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    List<PreKeyId> claimed = new ArrayList<>();
    store(file, clock)
        .publish(
            bob,
            new TestDevice(bob, 1).publication(Mode.REFILL, 0, 3, Instant.EPOCH.plusSeconds(3600)));
    for (int i = 0; i < 3; i++) {
      claimed.add(claim(store(file, clock), bob));
      shutDown(file);
    }
    assertThat(claimed).doesNotHaveDuplicates();
    assertThat(
            store(file, clock).claim(ClaimRequest.all(bob), new Requester("a.test")).runningLow())
        .isEmpty();
    shutDown(file);
  }

  private static PreKeyStore store(ConnectionSource file, Clock clock) {
    return new PreKeyStore(new Database(file), clock, ClaimLimit.DEFAULT);
  }

  private static PreKeyId claim(PreKeyStore store, BareJid account) throws StoreException {
    return store
        .claim(ClaimRequest.all(account), new Requester("alpha.test"))
        .response()
        .bundles()
        .values()
        .iterator()
        .next()
        .key()
        .id();
  }

  private static void shutDown(ConnectionSource file) throws Exception {
    try (Connection connection = file.open();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }
}
