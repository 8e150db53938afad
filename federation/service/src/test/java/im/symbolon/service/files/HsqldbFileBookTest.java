package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

  @Test
  void anOlderDatabaseGetsTheTables() throws Exception {
    ConnectionSource older = memory("files-older", "locks");
    Schema.HSQLDB.upgrade(1, older);
    Schema.HSQLDB.upgrade(2, older);
    FileBook book =
        new FileBook(new Database(older), Clock.systemUTC(), new SecureRandom(), FileRules.DEFAULT);
    assertThat(book.usage()).isEqualTo(new FileUsage(0, 0));
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
