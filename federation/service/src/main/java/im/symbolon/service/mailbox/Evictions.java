package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;

/** Is told when a full mailbox lost messages before their time; for the audit log. */
@FunctionalInterface
public interface Evictions {
  /**
   * Called after it was done.
   *
   * @param correspondent whose oldest messages went, as a bare address
   */
  void evicted(BareJid owner, String correspondent, int messages);
}
