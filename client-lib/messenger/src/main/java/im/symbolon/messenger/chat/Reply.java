package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/** What an entry answers: the entry of that author under that id, which may not be here. */
public record Reply(BareJid author, String id) {
  public Reply {
    Objects.requireNonNull(author);
    Objects.requireNonNull(id);
  }

  public Target target() {
    return new Target(author, id);
  }
}
