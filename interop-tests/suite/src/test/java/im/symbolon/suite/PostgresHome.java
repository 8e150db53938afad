package im.symbolon.suite;

import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL for a server of the lab, on a line that can be cut. */
final class PostgresHome implements AutoCloseable {
  private final TestPostgres postgres;
  private final CuttableRelay line;

  private PostgresHome(TestPostgres postgres, CuttableRelay line) {
    this.postgres = postgres;
    this.line = line;
  }

  /** Starts one, or skips the test with the reason. */
  static PostgresHome orSkip() throws IOException {
    TestPostgres postgres = TestPostgres.orSkip();
    InetAddress here = InetAddress.getLoopbackAddress();
    return new PostgresHome(
        postgres, new CuttableRelay(new InetSocketAddress(here, uri(postgres).getPort())));
  }

  private static URI uri(TestPostgres postgres) {
    return URI.create(postgres.url().substring("jdbc:".length()));
  }

  ConnectionSource connections() {
    return postgres.connections();
  }

  /** Takes the database away from the server. */
  void leave() {
    line.refuse(true);
    line.cut();
  }

  void comeBack() {
    line.refuse(false);
  }

  /**
   * Has a server that was stopped after its first boot use this database from now on. It gets the
   * lab's tables and settings, in the words of the other database.
   */
  void moveIn(Path home) throws IOException, SQLException {
    String script = Files.readString(home.resolve("resources/database/openfire_hsqldb.sql"));
    run(
        connections(),
        script
            .replaceAll("(?m)^--.*$", "")
            .replace("SET FILES WRITE DELAY FALSE;", "")
            .replace("LONGVARCHAR", "TEXT"));
    Path settings = home.resolve("conf/openfire.xml");
    String xml = Files.readString(settings);
    Files.writeString(
        settings,
        xml.replace("EmbeddedConnectionProvider", "DefaultConnectionProvider")
            .replace("</jive>", provider() + "</jive>"));
  }

  private String provider() {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + line.address().getPort()
            + uri(postgres).getPath()
            + "?loginTimeout=5";
    return "<database><defaultProvider><driver>org.postgresql.Driver</driver><serverURL>"
        + url
        + "</serverURL><username>postgres</username><password>postgres</password>"
        + "<testSQL>select 1</testSQL><testBeforeUse>true</testBeforeUse>"
        + "<minConnections>3</minConnections><maxConnections>10</maxConnections>"
        + "<connectionTimeout>1.0</connectionTimeout></defaultProvider></database>";
  }

  /** Runs statements that end with a semicolon at the end of a line. */
  static void run(ConnectionSource connections, String script) throws SQLException {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      for (String each : script.split(";\\s*(\\n|$)", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
    postgres.close();
  }
}
