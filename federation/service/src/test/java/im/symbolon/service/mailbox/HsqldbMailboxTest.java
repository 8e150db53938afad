package im.symbolon.service.mailbox;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbMailboxTest {
  /** The mode that Openfire's embedded database has. */
  @Nested
  class WithTableLocks extends MailboxContract {
    @RegisterExtension static final MemoryTables LOCKS = MemoryTables.withTableLocks();

    @Override
    ConnectionSource connections() {
      return LOCKS.connections();
    }
  }

  @Nested
  class WithRowVersions extends MailboxContract {
    @RegisterExtension static final MemoryTables VERSIONS = MemoryTables.withRowVersions();

    @Override
    ConnectionSource connections() {
      return VERSIONS.connections();
    }
  }
}
