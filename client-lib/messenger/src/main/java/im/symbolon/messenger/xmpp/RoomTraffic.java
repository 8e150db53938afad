package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;

/**
 * Takes what rooms (XEP-0045) send. All but {@link #online} is called on the thread that reads the
 * connection, in the order of arrival, and must not wait for the network.
 */
public interface RoomTraffic {
  /**
   * A presence from anyone.
   *
   * @return true when a room sent it: then it says nothing about a contact
   */
  boolean presence(XmlElement presence);

  /**
   * A message from anyone, before {@link StanzaSink} and under the same promise: once this returns,
   * the server may forget it.
   *
   * @return true when it was dealt with here; false when it goes to the {@link StanzaSink}
   * @throws Exception when it could not be stored, so that it must come again
   */
  boolean message(IncomingStanza stanza) throws Exception;

  /**
   * A message that a room says to have out of its archive, as the answer to a query; that the room
   * itself sent it was checked.
   */
  void archived(BareJid room, ArchiveResult result);

  /**
   * The connection stands; told like events.
   *
   * @param resumed true when rooms have not noticed that it was away
   */
  void online(boolean resumed);
}
