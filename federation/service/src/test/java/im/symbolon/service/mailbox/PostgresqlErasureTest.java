package im.symbolon.service.mailbox;

import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * With the settings that the package's documentation names for those who want the write-ahead log
 * clean, too: {@code wal_recycle = off}; and the checkpoints that PostgreSQL makes every few
 * minutes are made here by hand.
 */
class PostgresqlErasureTest extends ErasureContract {
  private static TestPostgres postgres;
  private static Path directory;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.orSkip();
    execute("ALTER SYSTEM SET wal_recycle = off");
    execute("ALTER SYSTEM SET wal_keep_size = 0");
    execute("SELECT pg_reload_conf()");
    try (Connection connection = postgres.connections().open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      directory = Path.of(row.getString(1));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void install() throws Exception {
    Schema.POSTGRESQL.install(connections());
  }

  @AfterEach
  void drop() throws Exception {
    execute("DROP SCHEMA public CASCADE");
    execute("CREATE SCHEMA public");
    forgetWriteAheadLog();
  }

  @Override
  ConnectionSource connections() {
    return postgres.connections();
  }

  @Override
  Schema schema() {
    return Schema.POSTGRESQL;
  }

  /** Not in the write-ahead log, where they are anyway. */
  @Override
  List<String> filesHolding(String text) throws Exception {
    execute("CHECKPOINT");
    return new DatabaseFiles(directory.resolve("base")).holding(text);
  }

  @Override
  List<String> filesHoldingAfterVacuum(String text) throws Exception {
    forgetWriteAheadLog();
    return new DatabaseFiles(directory).holding(text);
  }

  /** The log is kept back to the checkpoint before the last one. */
  private static void forgetWriteAheadLog() throws Exception {
    for (int i = 0; i < 2; i++) {
      execute("SELECT pg_switch_wal()");
      execute("CHECKPOINT");
    }
  }

  private static void execute(String command) throws Exception {
    try (Connection connection = postgres.connections().open();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
