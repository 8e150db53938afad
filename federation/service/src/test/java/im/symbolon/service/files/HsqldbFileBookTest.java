package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbFileBookTest {
  @Test
  void anOlderDatabaseGetsTheTables() throws Exception {
    ConnectionSource older = MemoryTables.empty("locks");
    Schema.HSQLDB.upgrade(1, older);
    Schema.HSQLDB.upgrade(2, older);
    FileBook book =
        new FileBook(new Database(older), Clock.systemUTC(), new SecureRandom(), FileRules.DEFAULT);
    assertThat(book.usage()).isEqualTo(new FileUsage(0, 0));
  }

  /** The mode that Openfire's embedded database has. */
  @Nested
  class WithTableLocks extends FileBookContract {
    @RegisterExtension static final MemoryTables LOCKS = MemoryTables.withTableLocks();

    @Override
    ConnectionSource connections() {
      return LOCKS.connections();
    }
  }

  @Nested
  class WithRowVersions extends FileBookContract {
    @RegisterExtension static final MemoryTables VERSIONS = MemoryTables.withRowVersions();

    @Override
    ConnectionSource connections() {
      return VERSIONS.connections();
    }
  }
}
