package im.symbolon.suite;

import im.symbolon.lab.LabPlan;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.nio.file.Path;
import java.sql.DriverManager;

/** The server's embedded database. */
class UpgradeOnHsqldbTest extends UpgradeContract {
  @Override
  LabPlan on(LabPlan plan) {
    return plan; // it is the one that the lab gives its servers
  }

  @Override
  ConnectionSource database(Path home) {
    String url = "jdbc:hsqldb:file:" + home.resolve("embedded-db/openfire") + ";shutdown=true";
    return () -> DriverManager.getConnection(url, "sa", "");
  }

  @Override
  Schema schema() {
    return Schema.HSQLDB;
  }
}
