package im.symbolon.service.mailbox;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class HsqldbErasureTest extends ErasureContract {
  @TempDir private Path directory;

  @BeforeEach
  void install() throws Exception {
    Schema.HSQLDB.install(connections());
  }

  @AfterEach
  void shutDown() throws Exception {
    execute("SHUTDOWN IMMEDIATELY");
  }

  @Override
  ConnectionSource connections() {
    return () ->
        DriverManager.getConnection("jdbc:hsqldb:file:" + directory.resolve("db"), "sa", "");
  }

  @Override
  Schema schema() {
    return Schema.HSQLDB;
  }

  /** A checkpoint alone puts all into the files, and takes nothing out of them. */
  @Override
  List<String> filesHolding(String text) throws Exception {
    execute("CHECKPOINT");
    return new DatabaseFiles(directory).holding(text);
  }

  @Override
  List<String> filesHoldingAfterVacuum(String text) throws Exception {
    return new DatabaseFiles(directory).holding(text);
  }

  private void execute(String command) throws Exception {
    try (Connection connection = connections().open();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
