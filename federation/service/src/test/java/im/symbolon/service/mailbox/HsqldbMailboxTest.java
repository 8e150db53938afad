package im.symbolon.service.mailbox;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbMailboxTest extends MailboxContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }
}
