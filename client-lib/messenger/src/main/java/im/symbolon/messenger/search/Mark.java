package im.symbolon.messenger.search;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/** Where among all hits one stands. */
public record Mark(BareJid chat, long place) {
  public Mark {
    Objects.requireNonNull(chat);
  }
}
