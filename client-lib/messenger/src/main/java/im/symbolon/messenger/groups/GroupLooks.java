package im.symbolon.messenger.groups;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;

/** Looks at what has to be known before anything is sealed for a group. */
@FunctionalInterface
public interface GroupLooks {
  /**
   * Looks at who is in the room and at the members' signed lists, as far as that is due. A member
   * whose server does not answer keeps nothing back.
   *
   * @throws TransportException NOT_CONNECTED, or when the room cannot be asked and was never seen
   */
  void before(BareJid room) throws TransportException, StoreException;
}
