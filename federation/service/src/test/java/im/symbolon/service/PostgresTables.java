package im.symbolon.service;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A database with the service's tables for one test class, in a real PostgreSQL that all classes
 * share: it starts for the first that needs it, and ends after the last test. Where there is none,
 * the classes are skipped with the reason.
 */
public final class PostgresTables implements BeforeAllCallback {
  private static final Namespace ALL = Namespace.create(PostgresTables.class);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres postgres;
  private String name;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    postgres =
        context
            .getRoot()
            .getStore(ALL)
            .getOrComputeIfAbsent(Shared.class, same -> Shared.start(), Shared.class)
            .postgres();
    name = "tables" + DATABASES.incrementAndGet();
    try (Connection connection = postgres.connections().open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    Schema.POSTGRESQL.install(connections());
  }

  public ConnectionSource connections() {
    return postgres.connections(name);
  }

  /** For other processes. */
  public String url() {
    return postgres.url(name);
  }

  private record Shared(TestPostgres postgres) implements CloseableResource {
    static Shared start() {
      try {
        return new Shared(TestPostgres.orSkip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }
}
