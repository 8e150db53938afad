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
 * @param who what tells them apart from others
 */
public record ChatItem(
    BareJid chat,
    String name,
    Kind kind,
    Optional<Line> last,
    int unread,
    boolean verified,
    Decided decided,
    Optional<String> draft,
    Who who) {
  /**
   * What a person decided about a chat.
   *
   * @param mutedUntil {@link Instant#MAX} for good
   * @param marked whether a person wants to come back to it
   */
  public record Decided(
      boolean pinned, boolean archived, Optional<Instant> mutedUntil, boolean marked) {}

  /**
   * What tells somebody apart from others.
   *
   * @param alike whether another one is called the same, or looks so
   * @param doubt why the address may not be the one that it seems to be
   */
  public record Who(boolean alike, Optional<Lookalike.Doubt> doubt, There there) {
    /** Nothing is known. */
    public static final Who UNKNOWN = new Who(false, Optional.empty(), There.UNKNOWN);

    /** True when the name alone does not say who it is. */
    public boolean needsAddress() {
      return alike || doubt.isPresent();
    }
  }

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
    FORMER,
    /** Somebody who writes for the first time. */
    REQUEST,
    /** Somebody who is blocked. */
    BLOCKED;

    /** True for one person, whatever is thought of them. */
    public boolean isPerson() {
      return this == PERSON || this == REQUEST || this == BLOCKED;
    }
  }

  private Instant time() {
    return last.map(Line::time).orElse(Instant.EPOCH);
  }

  /** True when the name alone does not say who it is, or nobody knows them yet. */
  public boolean showsAddress() {
    return kind == Kind.REQUEST || who.needsAddress();
  }

  public boolean isGroup() {
    return !kind.isPerson();
  }
}
