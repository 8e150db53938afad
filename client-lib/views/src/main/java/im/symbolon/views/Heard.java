package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.protocol.BareJid;

/** What the models of a session are told, on the messenger's thread: only to begin work. */
interface Heard {
  /** Somebody wrote. */
  default void received(ChatMessage message) {}

  /** Something in that chat is not as it was. */
  default void chat(BareJid chat) {}

  /** That person's devices, or what is thought of them. */
  default void person(BareJid person) {}

  default void group(BareJid room) {}

  default void requested(BareJid from) {}

  /** The own devices, or whether this is one of them. */
  default void own() {}

  default void linkingFailed(LinkFailure why) {}

  /** The connection came or went. */
  default void connection() {}
}
