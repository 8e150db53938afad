package im.symbolon.service;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An HSQLDB in memory with the service's tables, for one test class. Transactions lock tables: the
 * mode that Openfire's embedded database has. (In the mode with row versions, HSQLDB itself now and
 * then never wakes one of many that wait for a row.)
 */
public final class MemoryTables implements BeforeAllCallback {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ConnectionSource connections;

  private MemoryTables(ConnectionSource connections) {
    this.connections = connections;
  }

  public static MemoryTables installed() {
    return new MemoryTables(empty());
  }

  /** A database of its own without tables. */
  public static ConnectionSource empty() {
    String url = "jdbc:hsqldb:mem:tables" + DATABASES.incrementAndGet() + ";hsqldb.tx=locks";
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
