package im.symbolon.service.files;

import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlFileBookTest extends FileBookContract {
  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
  }
}
