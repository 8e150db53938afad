package im.symbolon.service.policy;

import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlPolicyStoreTest extends PolicyStoreContract {
  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
  }
}
