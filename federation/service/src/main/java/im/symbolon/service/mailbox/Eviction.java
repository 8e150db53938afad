package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.mailbox.OwnerRows.Total;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes room in a mailbox that is too full: the correspondent with the most bytes loses its oldest
 * messages, as often as needed, so that whoever floods somebody drowns only himself. Makes a little
 * more room than needed, because finding out whose is the most costs a look at all.
 */
record Eviction(OwnerRows owners, MailRows mails, MailboxLimits limits) {
  /** One part of so many is free then. */
  private static final int SLACK = 32;

  private static final int BATCH = 100;

  /** What went. */
  record Done(String correspondent, int messages) {}

  /** Does nothing when the mailbox is within its limits. The mailbox is locked. */
  List<Done> makeRoom(Connection c, BareJid owner, Total total) throws SQLException {
    List<Done> done = new ArrayList<>();
    if (!total.exceeds(limits.messages(), limits.bytes())) {
      return done;
    }
    Total left = total;
    Optional<String> largest = mails.largestCorrespondent(c, owner);
    while (isTooMuch(left) && largest.isPresent()) {
      left = evict(c, owner, largest.get(), left, done);
      largest = mails.largestCorrespondent(c, owner);
    }
    owners.recount(c, owner);
    return done;
  }

  private Total evict(
      Connection c, BareJid owner, String correspondent, Total total, List<Done> done)
      throws SQLException {
    Total left = total;
    MailboxId upTo = new MailboxId(1);
    for (MailRows.Size each : mails.oldestWith(c, owner, correspondent, BATCH)) {
      if (!isTooMuch(left)) {
        break;
      }
      left = left.minus(1, each.bytes());
      upTo = each.id();
    }
    done.add(new Done(correspondent, mails.deleteWith(c, owner, correspondent, upTo)));
    return left;
  }

  private boolean isTooMuch(Total total) {
    return total.exceeds(
        limits.messages() - limits.messages() / SLACK, limits.bytes() - limits.bytes() / SLACK);
  }
}
