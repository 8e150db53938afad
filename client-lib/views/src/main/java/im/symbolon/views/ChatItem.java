package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One chat in the list.
 *
 * @param last what was said last
 * @param unread how many came since it was last open
 */
public record ChatItem(
    BareJid chat, String name, Kind kind, Optional<Line> last, int unread, boolean verified) {
  /** The newest first; those without a line after them, by name. */
  static final Comparator<ChatItem> ORDER =
      Comparator.comparing(ChatItem::time)
          .reversed()
          .thenComparing(ChatItem::name)
          .thenComparing(ChatItem::chat);

  /** What it is. */
  public enum Kind {
    PERSON,
    GROUP,
    /** A group that waits for us to join it. */
    INVITATION,
    /** A group that we left, or were removed from. */
    FORMER
  }

  private Instant time() {
    return last.map(Line::time).orElse(Instant.EPOCH);
  }

  public boolean isGroup() {
    return kind != Kind.PERSON;
  }
}
