package im.symbolon.messenger.repair;

import im.symbolon.protocol.BareJid;

/** Looks at the signed list that an account publishes, as others who look after lists do it. */
@FunctionalInterface
public interface Looks {
  /**
   * Looks, in a while, and does that afterwards, whether there was anything new or not.
   *
   * @param then quick; may be called on any thread, also if the network cannot be asked
   */
  void look(BareJid account, Runnable then);
}
