package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;

/** What the host knows about the accounts of its domain. Answers at once. */
public interface Accounts {
  /**
   * True for an account that exists and whose messages are to be kept; false for all when another
   * archive of the host already keeps encrypted messages and answers {@code urn:xmpp:mam:2}, so
   * that nobody gets them twice.
   */
  boolean isKeptFor(BareJid account);
}
