package im.symbolon.service.policy;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbPolicyStoreTest extends PolicyStoreContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }
}
