package im.symbolon.service;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An HSQLDB in memory with the service's tables, for one test class. */
public final class MemoryTables implements BeforeAllCallback {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ConnectionSource connections;

  private MemoryTables(ConnectionSource connections) {
    this.connections = connections;
  }

  /** Transactions lock tables: the mode that Openfire's embedded database has. */
  public static MemoryTables withTableLocks() {
    return new MemoryTables(empty("locks"));
  }

  /** Transactions see versions of rows. */
  public static MemoryTables withRowVersions() {
    return new MemoryTables(empty("mvcc"));
  }

  /**
   * A database of its own without tables.
   *
   * @param control how transactions are kept apart, in HSQLDB's words
   */
  public static ConnectionSource empty(String control) {
    String url = "jdbc:hsqldb:mem:tables" + DATABASES.incrementAndGet() + ";hsqldb.tx=" + control;
    return () -> DriverManager.getConnection(url);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Schema.HSQLDB.install(connections);
  }

  public ConnectionSource connections() {
    return connections;
  }
}
