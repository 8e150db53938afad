package im.symbolon.service.files;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class HsqldbFileBookTest {
  private static final ConnectionSource LOCKS = memory("files-locks", "locks");
  private static final ConnectionSource VERSIONS = memory("files-versions", "mvcc");

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
  class WithTableLocks extends FileBookContract {
    @Override
    ConnectionSource connections() {
      return LOCKS;
    }
  }

  @Nested
  class WithRowVersions extends FileBookContract {
    @Override
    ConnectionSource connections() {
      return VERSIONS;
    }
  }
}
