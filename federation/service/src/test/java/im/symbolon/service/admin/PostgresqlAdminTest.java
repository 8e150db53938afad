package im.symbolon.service.admin;

import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlAdminTest extends AdminContract {
  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
  }
}
