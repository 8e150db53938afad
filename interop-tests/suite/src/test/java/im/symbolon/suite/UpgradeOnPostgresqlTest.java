package im.symbolon.suite;

import im.symbolon.lab.LabPlan;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A real PostgreSQL, as organisations have it. */
class UpgradeOnPostgresqlTest extends UpgradeContract {
  private PostgresHome postgres;

  @BeforeEach
  void startPostgres() throws Exception {
    postgres = PostgresHome.orSkip();
  }

  @AfterEach
  void stopPostgres() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  LabPlan on(LabPlan plan) {
    return plan.withDatabase("alpha.test", postgres.database());
  }

  @Override
  ConnectionSource database(Path home) {
    return postgres.connections();
  }

  @Override
  Schema schema() {
    return Schema.POSTGRESQL;
  }
}
