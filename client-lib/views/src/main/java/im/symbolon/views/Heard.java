package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.protocol.BareJid;

/** What the models of a session are told, on the messenger's thread: only to begin work. */
interface Heard {
  /** Something in that chat is not as it was. */
  default void chat(BareJid chat) {}

  /** Somebody else said something. */
  default void received(ChatMessage message) {}

  /** Somebody writes there at this moment, or stopped. */
  default void typing(BareJid chat, BareJid who, boolean composing) {}

  /** That person's devices, or what is thought of them. */
  default void person(BareJid person) {}

  default void group(BareJid room) {}

  default void requested(BareJid from) {}

  /** The own devices, or whether this is one of them. */
  default void own() {}

  /** Another client was found on the own account. */
  default void strange() {}

  /** Somebody came into the contact list, or left it. */
  default void contacts() {}

  /** Somebody looks otherwise, or calls themselves otherwise. */
  default void portrait(BareJid who) {}

  /** A contact is there in another way than before. */
  default void presence(BareJid person) {}

  default void linkingFailed(LinkFailure why) {}

  /** A person looks at the window again, or at something else in it. */
  default void attended() {}

  /** The connection came or went. */
  default void connection() {}
}
