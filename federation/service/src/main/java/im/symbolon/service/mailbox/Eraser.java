package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.Vacuum;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what has to go, and then has the database files written anew without it. The host runs it
 * once an hour or once a day, at any node; less often than every other day nothing would ever grow
 * old.
 */
public final class Eraser {
  /** What held stanzas, or says who wrote to whom. */
  private static final List<String> TABLES =
      List.of("symbolonMail", "symbolonMailSeen", "symbolonMailAck", "symbolonMailbox");

  private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

  private final Erasure erasure;
  private final ProvenErasure proven;
  private final Vacuum vacuum;

  public Eraser(Erasure erasure, Audiences audiences, Vacuum vacuum) {
    this.erasure = Objects.requireNonNull(erasure);
    this.proven = new ProvenErasure(erasure, audiences);
    this.vacuum = Objects.requireNonNull(vacuum);
  }

  /**
   * Does one turn; nothing when a node had its turn within the hour. What waits for device lists
   * may be erased after it, and is in the files until the next turn then.
   *
   * @return true when it was a turn, and the database files hold nothing any more that was erased
   *     before it began
   * @throws MailboxException some or all of it was not done; the next turn does it
   */
  public boolean run() throws MailboxException {
    if (!erasure.takeTurn()) {
      return false;
    }
    int expired = erasure.eraseExpired();
    eraseProven();
    try {
      vacuum.run(TABLES);
    } catch (SQLException e) {
      throw new MailboxException("the database files still hold what was erased", e);
    }
    LOG.debug("Erased {} messages that were kept for their time", expired);
    return true;
  }

  /**
   * Does the turn that was missed, if there was none for a day and more.
   *
   * @return as {@link #run}
   * @throws MailboxException as {@link #run}
   */
  public boolean runIfOverdue() throws MailboxException {
    return erasure.isOverdue() && run();
  }

  /** Devices may have been removed long enough ago by now. */
  private void eraseProven() throws MailboxException {
    List<BareJid> next = erasure.owners("");
    while (!next.isEmpty()) {
      next.forEach(proven::of);
      next = erasure.owners(next.get(next.size() - 1).toString());
    }
  }
}
