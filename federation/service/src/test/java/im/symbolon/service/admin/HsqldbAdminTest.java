package im.symbolon.service.admin;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeAll;

class HsqldbAdminTest extends AdminContract {
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:admin;hsqldb.tx=locks");

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @Override
  ConnectionSource connections() {
    return MEMORY;
  }
}
