package im.symbolon.suite;

import im.symbolon.lab.ServerDatabase;
import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

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

  /** What a server needs to use it, over the line. */
  ServerDatabase database() {
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + line.address().getPort()
            + uri(postgres).getPath()
            + "?loginTimeout=5";
    return ServerDatabase.of(url, "postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    line.close();
    postgres.close();
  }
}
