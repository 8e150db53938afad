package im.symbolon.swing.list;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatListModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;

/** What can be decided about a chat of the list. */
final class ItemMenu {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHIFT = Duration.ofHours(8);

  private final ChatListModel model;
  private final Parts parts;

  ItemMenu(ChatListModel model, Parts parts) {
    this.model = model;
    this.parts = parts;
  }

  JPopupMenu of(ChatItem item) {
    JPopupMenu menu = new JPopupMenu();
    BareJid chat = item.chat();
    boolean pinned = item.decided().pinned();
    boolean archived = item.decided().archived();
    if (item.unread() > 0) {
      menu.add(item("list.markread", () -> model.read(chat)));
    }
    menu.add(item(pinned ? "list.unpin" : "list.pin", () -> model.pin(chat, !pinned)));
    mute(menu, item);
    menu.add(
        item(archived ? "list.unarchive" : "list.archive", () -> model.archive(chat, !archived)));
    return menu;
  }

  private void mute(JPopupMenu menu, ChatItem item) {
    BareJid chat = item.chat();
    if (item.isMuted(Instant.now())) {
      menu.add(item("list.unmute", () -> model.mute(chat, Optional.empty())));
      return;
    }
    menu.add(item("list.mute.hour", () -> model.mute(chat, after(HOUR))));
    menu.add(item("list.mute.shift", () -> model.mute(chat, after(SHIFT))));
    menu.add(item("list.mute.always", () -> model.mute(chat, Optional.of(Instant.MAX))));
  }

  private static Optional<Instant> after(Duration time) {
    return Optional.of(Instant.now().plus(time));
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = new JMenuItem(parts.text(key));
    parts.named(item, key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }
}
