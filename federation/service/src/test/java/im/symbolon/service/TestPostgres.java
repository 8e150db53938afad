package im.symbolon.service;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import im.symbolon.service.jdbc.ConnectionSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A real PostgreSQL with an empty database, on a free port of the loopback. Classes that need only
 * tables share one, see {@link PostgresTables}.
 */
public final class TestPostgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String FIRST = "postgres";

  private final EmbeddedPostgres postgres;

  private TestPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts one, or skips the test with the reason. PostgreSQL refuses root; the starter steps into
   * a user namespace, where the system has them. There are binaries for Linux on amd64 only.
   */
  public static TestPostgres orSkip() throws IOException {
    return orSkip(EmbeddedPostgres.builder().setServerConfig("max_connections", "50"));
  }

  /**
   * The same with its files in this folder, which stay there when it ends, and are taken up again
   * when one is started there later; everything is on that disk before a commit returns. Takes 80
   * MB.
   */
  public static TestPostgres orSkip(Path folder) throws IOException {
    return orSkip(
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("max_connections", "10")
            .setServerConfig("min_wal_size", "32MB")
            .setServerConfig("max_wal_size", "32MB")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on"));
  }

  private static TestPostgres orSkip(EmbeddedPostgres.Builder builder) throws IOException {
    try {
      return new TestPostgres(builder.start());
    } catch (IOException | IllegalStateException e) {
      boolean root = System.getProperty("user.name").equals("root");
      boolean linux = System.getProperty("os.name").equals("Linux");
      boolean amd64 = System.getProperty("os.arch").equals("amd64");
      assumeFalse(
          root || !linux || !amd64,
          "PostgreSQL does not start here, so nothing was tested on it: " + e.getMessage());
      throw e;
    }
  }

  public ConnectionSource connections() {
    return connections(FIRST);
  }

  ConnectionSource connections(String database) {
    return postgres.getDatabase(USER, database)::getConnection;
  }

  /** For other processes. */
  public String url() {
    return url(FIRST);
  }

  String url(String database) {
    return postgres.getJdbcUrl(USER, database);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
