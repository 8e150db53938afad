package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/** Names one entry of a chat. */
public record Target(BareJid author, String id) {
  public Target {
    Objects.requireNonNull(author);
    Objects.requireNonNull(id);
  }

  /** The one that names this entry. */
  public static Target of(ChatMessage entry) {
    return new Target(entry.sender(), entry.id());
  }
}
