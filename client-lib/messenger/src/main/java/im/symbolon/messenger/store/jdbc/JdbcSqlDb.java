package im.symbolon.messenger.store.jdbc;

import im.symbolon.messenger.store.SqlDb;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** SQLite through JDBC. Statements are prepared once and kept until {@link #close}. */
public final class JdbcSqlDb implements SqlDb {
  private static final Logger LOG = Logger.getLogger(JdbcSqlDb.class.getName());

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private JdbcSqlDb(Connection connection) {
    this.connection = connection;
  }

  /** Opens the file, or makes an empty one that only its owner can read. */
  public static JdbcSqlDb open(Path file) throws StoreException {
    try {
      createPrivately(file);
      // As a URI: in a plain path, the driver would take what follows a question mark as settings.
      return new JdbcSqlDb(DriverManager.getConnection("jdbc:sqlite:" + file.toUri()));
    } catch (SQLException e) {
      throw e.getErrorCode() == 0
          ? new StoreException(Reason.IO, "SQLite could not be loaded on this machine.", e)
          : SqlErrors.translated(e);
    } catch (IOException e) {
      throw new StoreException(Reason.IO, "The store's file could not be created.", e);
    }
  }

  /** Does early what the first {@link #open} takes time for; if it cannot, that one says why. */
  public static void prepare() {
    try {
      DriverManager.getConnection("jdbc:sqlite::memory:").close();
    } catch (SQLException e) {
      LOG.log(Level.FINE, "SQLite is not ready: {0}", e.getErrorCode());
    }
  }

  private static void createPrivately(Path file) throws IOException {
    FileAttribute<?>[] ownerOnly = {};
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
      ownerOnly = new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
    try {
      Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      return;
    }
  }

  @Override
  public void exec(String sql) throws StoreException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    }
  }

  @Override
  public int update(String sql, Object... args) throws StoreException {
    try {
      return bound(sql, args).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public void each(String sql, RowReader reader, Object... args) throws StoreException {
    try (ResultSet result = bound(sql, args).executeQuery()) {
      Columns row = new JdbcColumns(result);
      while (result.next()) {
        reader.read(row);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public <T, X extends Exception> T transaction(SqlWork<T, X> work) throws X, StoreException {
    update("BEGIN IMMEDIATE");
    boolean committed = false;
    try {
      T result = work.run();
      update("COMMIT");
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  /** After a full disk SQLite may have rolled back by itself; then there is nothing left to do. */
  private void rollback() {
    try {
      update("ROLLBACK");
    } catch (StoreException e) {
      return;
    }
  }

  @Override
  public int userVersion() throws StoreException {
    return query("PRAGMA user_version", row -> (int) row.number(0)).get(0);
  }

  @Override
  public void userVersion(int version) throws StoreException {
    exec("PRAGMA user_version=" + version);
  }

  @Override
  public void close() throws StoreException {
    try (connection) {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    }
  }

  /** The driver gives up a prepared statement once it has failed. */
  private StoreException failed(String sql, SQLException failure) {
    PreparedStatement broken = prepared.remove(sql);
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    return SqlErrors.translated(failure);
  }

  private PreparedStatement bound(String sql, Object... args) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < args.length; i++) {
      if (args[i] instanceof byte[] blob) {
        statement.setBytes(i + 1, blob);
      } else {
        statement.setLong(i + 1, (Long) args[i]);
      }
    }
    return statement;
  }
}
