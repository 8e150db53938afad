package im.symbolon.service.policy;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeAll;

class HsqldbPolicyStoreTest extends PolicyStoreContract {
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:policy;hsqldb.tx=locks");

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @Override
  ConnectionSource connections() {
    return MEMORY;
  }
}
