package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.mailbox.MailboxUsage;
import java.util.List;
import java.util.Objects;

/** What the mailboxes keep, for the overview. */
public final class MailboxFigures implements Figures {
  private final Database database;

  public MailboxFigures(Database database) {
    this.database = Objects.requireNonNull(database);
  }

  @Override
  public List<Figure> read() throws Refusal {
    MailboxUsage usage = Trouble.orRefusal(() -> MailboxUsage.of(database));
    return List.of(
        Figure.of("mailboxes", "Mailboxes of accounts and rooms", usage.owners()),
        Figure.of("mailbox-messages", "Messages in them", usage.messages()),
        Figure.of("mailbox-bytes", "Bytes in them", usage.bytes()));
  }
}
