package im.symbolon.messenger.chat;

import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;

/**
 * What the messenger tells. Everything is stored before it is told. Calls come one after another on
 * a thread of the messenger's; they may call the messenger, and should not take long.
 */
public interface MessengerListener {
  /** A message arrived and was decrypted, or a note stands in its place. */
  default void messageReceived(ChatMessage message) {}

  /** A message of ours, written here or on another device, appeared or moved on. */
  default void messageChanged(ChatMessage message) {}

  /**
   * What is shown of that chat, or in the list of chats about it, may be otherwise than before:
   * something came, moved on, was edited, retracted, reacted to or read. Told beside {@link
   * #messageReceived} and {@link #messageChanged}, and alone for what is no message of its own.
   */
  default void chatChanged(BareJid chat) {}

  /**
   * Somebody writes in that chat at this moment, or stopped; after 15 s without a word they did,
   * too.
   */
  default void typing(BareJid chat, BareJid who, boolean composing) {}

  default void connectionChanged(ConnectionState state) {}

  /**
   * The servers know this device and its keys: others can write to it. Told after each time that
   * they were brought up to date.
   */
  default void deviceAnnounced() {}

  /** That person's devices, or what is thought of them, may be others than before. */
  default void devicesChanged(BareJid person) {}

  /**
   * Whether this device belongs to its account now. {@link Membership#UNLINKED} and {@link
   * Membership#REMOVED} send nothing until a person acts.
   */
  default void membershipChanged(Membership membership) {}

  /**
   * Another client's device was found on the own account, of which nobody said whose it is. Told
   * once for each; until it is adopted, nothing is encrypted to it.
   */
  default void foreignDeviceFound(DeviceId device) {}

  /** More of the history came that another own device gives to this one. */
  default void historyProgressed(HistoryProgress progress) {}

  /** A device that was approved here says that it is linked now. */
  default void deviceLinked(DeviceId device) {}

  /**
   * Linking did not work, here or on the device that was approved here, and nothing was changed.
   */
  default void linkingFailed(LinkFailure why) {}

  /** Somebody asks to see when we are there; see the messenger's contacts. */
  default void contactRequested(BareJid from) {}

  /** Somebody came into the contact list or left it, or is called otherwise there. */
  default void contactsChanged() {}

  /** Somebody looks otherwise, or calls themselves otherwise. */
  default void portraitChanged(BareJid who) {}

  /** A contact is there in another way than before, or not any more. */
  default void presenceChanged(BareJid contact) {}

  /**
   * Something came in a plain chat that a person opened, or was written there on another device.
   */
  default void plainMessageReceived(PlainMessage message) {}

  /** A message of ours in a plain chat moved on. */
  default void plainMessageChanged(PlainMessage message) {}

  /** Who is in that group, what it is called or what it is about may be something else now. */
  default void groupChanged(BareJid room) {}

  /** Somebody added us to a group, which waits for a person to join it. */
  default void groupInvited(BareJid room, BareJid by) {}

  /**
   * The server of that group's room let somebody in whom no admin added, and did not take that back
   * for a while. They get nothing that is written; told once, and a line says so.
   */
  default void memberUnconfirmed(BareJid room, BareJid member) {}

  /** An admin removed us: nothing more is read or sent in that group. A line says so. */
  default void removedFromGroup(BareJid room) {}

  /** Admins of that group removed each other, and nobody is left to settle it. A line says so. */
  default void groupStuck(BareJid room) {}

  /** More members have got, or have read, a message of ours in that group. */
  default void receptionChanged(BareJid room, String id) {}

  /** That person has encryption now: the plain chat is over, for good. */
  default void plainChatClosed(BareJid contact) {}
}
