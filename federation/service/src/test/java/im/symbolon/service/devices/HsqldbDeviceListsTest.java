package im.symbolon.service.devices;

import im.symbolon.service.MemoryTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class HsqldbDeviceListsTest extends DeviceListsContract {
  @RegisterExtension static final MemoryTables MEMORY = MemoryTables.installed();

  @Override
  ConnectionSource connections() {
    return MEMORY.connections();
  }
}
