package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import java.util.Optional;

/**
 * What the list of chats says about one.
 *
 * @param last the last line; empty when there is none
 * @param unread lines of others that were not read; {@value #MAX_UNREAD} for that many and more
 * @param mentions how many of those name the own account
 */
public record ChatSummary(
    BareJid chat,
    boolean group,
    Optional<Shown> last,
    int unread,
    int mentions,
    ChatState state) {
  /** Nobody wants to know more exactly. */
  public static final int MAX_UNREAD = 1_000;

  public ChatSummary {
    Objects.requireNonNull(chat);
    Objects.requireNonNull(last);
    Objects.requireNonNull(state);
  }
}
