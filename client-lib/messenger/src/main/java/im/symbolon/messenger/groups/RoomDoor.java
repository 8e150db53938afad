package im.symbolon.messenger.groups;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.MemberRole;
import java.util.Optional;
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
   * @throws IllegalArgumentException for a name that no room can have
   */
  BareJid create(String name) throws TransportException;

  /** Goes in as soon as possible, and stays in over all connections until {@link #leave}. */
  void join(BareJid room);

  /** Goes out, for good. */
  void leave(BareJid room);

  /** Whether what is sent to the room now reaches it. */
  boolean isInside(BareJid room);

  /**
   * Which visit to the room this is, if it may have been left meanwhile without our doing: another
   * one before the first message of that visit arrives.
   */
  default long visit(BareJid room) {
    return 0;
  }

  /** What the room keeps of what was said in it; empty where that comes by itself. */
  default Optional<Archive> archive(BareJid room) {
    return Optional.empty();
  }

  /** Who may be in the room. */
  Set<BareJid> present(BareJid room) throws TransportException;

  /** Lets somebody in, who is told so. */
  void admit(BareJid room, BareJid whom) throws TransportException;

  /** Lets somebody in no more. */
  void expel(BareJid room, BareJid whom) throws TransportException;

  /** What somebody may do in the room is what their role in the signed list is. */
  default void affiliate(BareJid room, BareJid whom, MemberRole role) throws TransportException {
    throw notOffered();
  }

  /** What the group is about, for clients that know nothing else; the room's server reads it. */
  default void subject(BareJid room, String text) throws TransportException {
    throw notOffered();
  }

  /** A picture of the group; the room's server, and whoever it lets, sees it. */
  default void avatar(BareJid room, RoomAvatar picture) throws TransportException {
    throw notOffered();
  }

  private static TransportException notOffered() {
    return new TransportException(
        TransportException.Reason.NOT_OFFERED, "The server of this group does not offer that.");
  }
}
