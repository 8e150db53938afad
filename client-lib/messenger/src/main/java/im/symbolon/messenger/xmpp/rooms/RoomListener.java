package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.BareJid;

/**
 * What rooms tell beside messages, all of it claims of their servers. Called where {@link
 * im.symbolon.messenger.xmpp.TransportListener} is, one after another. What changed is to be asked
 * for: however often it changes, it is told once until that was taken, so that a flood costs
 * nothing.
 */
public interface RoomListener {
  /** This device is in the room now, also when it came back by itself. */
  default void joined(BareJid room, Nick as) {}

  /**
   * This device is not in the room any more, or did not get in. Nothing more is tried, unless the
   * reason says so.
   */
  default void left(BareJid room, Departure why) {}

  /** Somebody came, went or changed; see {@link Rooms#occupants}. */
  default void occupantsChanged(BareJid room) {}

  /**
   * Somebody, there or not, is something else to the room; see {@link
   * RoomAdministration#affiliations}.
   */
  default void affiliationsChanged(BareJid room) {}

  /** Its name, or what it promises, changed; see {@link RoomAdministration#description}. */
  default void configurationChanged(BareJid room) {}

  /** See {@link Rooms#subject}. */
  default void subjectChanged(BareJid room) {}

  /** See {@link Rooms#avatarHash}. */
  default void avatarChanged(BareJid room) {}
}
