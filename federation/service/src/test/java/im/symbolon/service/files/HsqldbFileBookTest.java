package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbFileBookTest extends FileBookContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }

  @Test
  void anOlderDatabaseGetsTheTables() throws Exception {
    ConnectionSource older = MemoryTables.empty();
    Schema.HSQLDB.upgrade(1, older);
    Schema.HSQLDB.upgrade(2, older);
    FileBook book =
        new FileBook(new Database(older), Clock.systemUTC(), new SecureRandom(), FileRules.DEFAULT);
    assertThat(book.usage()).isEqualTo(new FileUsage(0, 0));
  }
}
