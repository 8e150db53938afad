package im.symbolon.lab.bench;

import im.symbolon.lab.ServerDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL of the measurement's own; every commit is safe on its disk. */
final class BenchPostgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String NO_DATE = "000000000000000";

  private final EmbeddedPostgres postgres;

  private BenchPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts it, for servers with 25 connections each. */
  static BenchPostgres start() throws IOException {
    try {
      return new BenchPostgres(
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "100")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start());
    } catch (IllegalStateException e) {
      throw new IOException("PostgreSQL does not start here: " + e.getMessage(), e);
    }
  }

  /** The process that all of PostgreSQL's others descend from. */
  long pid() throws IOException {
    try (Connection connection = DriverManager.getConnection(url(USER));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow().pid();
    } catch (SQLException e) {
      throw new IOException("no process: " + e.getMessage(), e);
    }
  }

  /** A new database. */
  ServerDatabase create(String name) throws IOException {
    try (Connection connection = DriverManager.getConnection(url(USER));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return ServerDatabase.of(url(name), USER, USER);
    } catch (SQLException e) {
      throw new IOException("no database: " + e.getMessage(), e);
    }
  }

  private String url(String database) {
    return postgres.getJdbcUrl(USER, database);
  }

  /** Gives a server these accounts. */
  static void addAccounts(ServerDatabase database, List<String> names, String password)
      throws IOException {
    String sql =
        "INSERT INTO ofUser (username, plainPassword, name, creationDate, modificationDate)"
            + " VALUES (?, ?, ?, ?, ?)";
    try (Connection connection = DriverManager.getConnection(database.url());
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (String name : names) {
        insert.setString(1, name);
        insert.setString(2, password);
        insert.setString(3, name);
        insert.setString(4, NO_DATE);
        insert.setString(5, NO_DATE);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IOException("no accounts: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
