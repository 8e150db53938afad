package im.symbolon.service.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Has the database write its files anew without what was deleted. Databases keep deleted bytes in
 * their files until then, where nobody finds them by SQL and everybody does who has the disk.
 */
public final class Vacuum {
  private final ConnectionSource connections;

  /**
   * @param connections of a user who owns the tables; HSQLDB asks for an administrator
   */
  public Vacuum(ConnectionSource connections) {
    this.connections = Objects.requireNonNull(connections);
  }

  /**
   * Rewrites these tables; HSQLDB rewrites all there are. Others wait for the tables meanwhile.
   *
   * @throws SQLException when the files may hold deleted rows still
   */
  public void run(List<String> tables) throws SQLException {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      for (String each : statements(Schema.of(connection), tables)) {
        statement.execute(each);
      }
    }
  }

  private static List<String> statements(Schema database, List<String> tables) {
    return switch (database) {
      case HSQLDB -> List.of("CHECKPOINT DEFRAG");
      case POSTGRESQL -> tables.stream().map(each -> "VACUUM FULL " + each).toList();
    };
  }
}
