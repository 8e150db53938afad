package im.symbolon.messenger.plain;

import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.PlainChats;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;

/** Whether anything in the store shows that somebody has encryption; looked at once, on opening. */
final class Evidence {
  private static final int AT_ONCE = 500;

  private final Rows rows;

  Evidence(Rows rows) {
    this.rows = rows;
  }

  boolean isThereAgainst(BareJid contact) throws StoreException {
    return new PlainChats(rows).standing(contact) == PlainStanding.ENCRYPTED
        || isInTheHistory(contact);
  }

  /** Stores of earlier versions did not note it elsewhere. */
  private boolean isInTheHistory(BareJid contact) throws StoreException {
    List<Messages.Placed> page = new Messages(rows).before(contact, Long.MAX_VALUE, AT_ONCE);
    while (!page.isEmpty()) {
      if (page.stream().anyMatch(each -> Messages.wasEncrypted(each.message()))) {
        return true;
      }
      page = new Messages(rows).before(contact, page.get(page.size() - 1).place(), AT_ONCE);
    }
    return false;
  }
}
