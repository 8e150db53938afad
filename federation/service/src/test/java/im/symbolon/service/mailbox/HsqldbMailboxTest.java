package im.symbolon.service.mailbox;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class HsqldbMailboxTest {
  private static ConnectionSource memory(String name, String control) {
    return () -> DriverManager.getConnection("jdbc:hsqldb:mem:" + name + ";hsqldb.tx=" + control);
  }

  /** The mode that Openfire's embedded database has. */
  @Nested
  class WithTableLocks extends MailboxContract {
    @Override
    ConnectionSource connections() {
      return LOCKS;
    }
  }

  @Nested
  class WithRowVersions extends MailboxContract {
    @Override
    ConnectionSource connections() {
      return VERSIONS;
    }
  }

  private static final ConnectionSource LOCKS = memory("mailboxLocks", "locks");
  private static final ConnectionSource VERSIONS = memory("mailboxVersions", "mvcc");

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(LOCKS);
    Schema.HSQLDB.install(VERSIONS);
  }
}
