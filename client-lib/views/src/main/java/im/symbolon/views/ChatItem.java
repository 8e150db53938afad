package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One chat in the list.
 *
 * @param last what was said last
 * @param unread how many were not read, here or on another own device
 * @param decided what a person decided about it
 * @param draft what was begun to be written
 */
public record ChatItem(
    BareJid chat,
    String name,
    Kind kind,
    Optional<Line> last,
    int unread,
    boolean verified,
    Decided decided,
    Optional<String> draft) {
  /**
   * What a person decided about a chat.
   *
   * @param mutedUntil {@link Instant#MAX} for good
   */
  public record Decided(boolean pinned, boolean archived, Optional<Instant> mutedUntil) {}

  /** Pinned ones, then the newest first; those without a line after them, by name. */
  static final Comparator<ChatItem> ORDER =
      Comparator.comparing(ChatItem::pinned)
          .thenComparing(ChatItem::time)
          .reversed()
          .thenComparing(ChatItem::name)
          .thenComparing(ChatItem::chat);

  boolean pinned() {
    return decided.pinned();
  }

  /** True while nobody is to be disturbed by it. */
  public boolean isMuted(Instant now) {
    return decided.mutedUntil().filter(now::isBefore).isPresent();
  }

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
