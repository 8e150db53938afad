package im.symbolon.service.admin;

import im.symbolon.service.TestPostgres;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlAdminTest extends AdminContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestPostgres.orSkip();
    Schema.POSTGRESQL.install(postgres.connections());
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  ConnectionSource connections() {
    return postgres.connections();
  }
}
