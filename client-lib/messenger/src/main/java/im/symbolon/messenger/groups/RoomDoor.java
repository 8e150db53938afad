package im.symbolon.messenger.groups;

import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.util.Set;

/**
 * What groups need of the servers that carry their rooms, beside sending and receiving. Nothing
 * that these servers say is authentic: it only ever takes readers away. May wait for the network.
 */
public interface RoomDoor {
  /**
   * Makes a room for members only, whose members see each other's addresses, and goes in.
   *
   * @param name for people; the room's server reads it
   */
  BareJid create(String name) throws TransportException;

  /** Goes in as soon as possible, and stays in over all connections until {@link #leave}. */
  void join(BareJid room);

  /** Goes out, for good. */
  void leave(BareJid room);

  /** Whether what is sent to the room now reaches it. */
  boolean isInside(BareJid room);

  /** Who may be in the room. */
  Set<BareJid> present(BareJid room) throws TransportException;

  /** Lets somebody in, who is told so. */
  void admit(BareJid room, BareJid whom) throws TransportException;

  /** Lets somebody in no more. */
  void expel(BareJid room, BareJid whom) throws TransportException;
}
