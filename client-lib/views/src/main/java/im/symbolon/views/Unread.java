package im.symbolon.views;

import java.time.Instant;

/** How much waits to be read, for a badge. */
public final class Unread {
  private Unread() {}

  /** In all chats of that list that may disturb now. */
  public static int in(ChatListModel.View view, Instant now) {
    return view.chats().stream()
        .filter(each -> !each.decided().archived() && !each.isMuted(now))
        .mapToInt(ChatItem::unread)
        .sum();
  }

  /** As it stands on a badge: short, and nothing for nothing. */
  public static String badge(int count) {
    return count <= 0 ? "" : count > 99 ? "99+" : String.valueOf(count);
  }
}
