package im.symbolon.service.mailbox;

import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.ConnectionSource;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresqlMailboxTest extends MailboxContract {
  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  @Override
  ConnectionSource connections() {
    return POSTGRES.connections();
  }
}
