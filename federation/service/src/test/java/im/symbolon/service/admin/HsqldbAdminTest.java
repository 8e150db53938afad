package im.symbolon.service.admin;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbAdminTest extends AdminContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }
}
