package im.symbolon.service.devices;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class HsqldbDeviceListsTest {
  private static final ConnectionSource LOCKS = memory("list-locks", "locks");
  private static final ConnectionSource VERSIONS = memory("list-versions", "mvcc");

  private static ConnectionSource memory(String name, String control) {
    return () -> DriverManager.getConnection("jdbc:hsqldb:mem:" + name + ";hsqldb.tx=" + control);
  }

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(LOCKS);
    Schema.HSQLDB.install(VERSIONS);
  }

  /** The mode that Openfire's embedded database has. */
  @Nested
  class WithTableLocks extends DeviceListsContract {
    @Override
    ConnectionSource connections() {
      return LOCKS;
    }
  }

  @Nested
  class WithRowVersions extends DeviceListsContract {
    @Override
    ConnectionSource connections() {
      return VERSIONS;
    }
  }
}
