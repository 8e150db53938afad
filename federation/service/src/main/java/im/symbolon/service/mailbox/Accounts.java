package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;

/** What the host knows about the accounts of its domain. Answers at once. */
public interface Accounts {
  /** True for an account that exists and for which messages are to be kept. */
  boolean isKeptFor(BareJid account);
}
