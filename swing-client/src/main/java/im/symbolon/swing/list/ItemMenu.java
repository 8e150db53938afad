package im.symbolon.swing.list;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRadioButtonMenuItem;

/** What can be decided about a chat of the list. */
final class ItemMenu {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHIFT = Duration.ofHours(8);

  private final ChatListModel model;
  private final Parts parts;
  private final Consumer<ChatItem> block;
  private final Consumer<ChatItem> export;

  /**
   * @param block asks whether somebody is to be blocked
   * @param export asks where a copy is to be
   */
  ItemMenu(ChatListModel model, Parts parts, Consumer<ChatItem> block, Consumer<ChatItem> export) {
    this.model = model;
    this.parts = parts;
    this.block = block;
    this.export = export;
  }

  JPopupMenu of(ChatItem item) {
    JPopupMenu menu = new JPopupMenu();
    BareJid chat = item.chat();
    boolean pinned = item.decided().pinned();
    boolean archived = item.decided().archived();
    if (item.kind() == ChatItem.Kind.REQUEST) {
      menu.add(item("chat.request.accept", () -> model.accept(chat)));
      menu.add(item("list.block", () -> block.accept(item)));
      return menu;
    }
    if (item.unread() > 0 || item.decided().marked()) {
      menu.add(item("list.markread", () -> model.read(chat)));
    } else {
      menu.add(item("list.markunread", () -> model.unread(chat)));
    }
    menu.add(item(pinned ? "list.unpin" : "list.pin", () -> model.pin(chat, !pinned)));
    mute(menu, item);
    menu.add(levels(chat));
    menu.add(
        item(archived ? "list.unarchive" : "list.archive", () -> model.archive(chat, !archived)));
    menu.add(item("list.export", () -> export.accept(item)));
    if (item.kind() == ChatItem.Kind.BLOCKED) {
      menu.add(item("list.unblock", () -> model.unblock(chat)));
    } else if (item.kind() == ChatItem.Kind.PERSON) {
      menu.add(item("list.block", () -> block.accept(item)));
    }
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

  /** Of which messages of it a person is told. */
  private JMenu levels(BareJid chat) {
    JMenu menu = new JMenu(parts.text("notify.chat"));
    parts.named(menu, "notify.chat", parts.text("notify.chat"));
    Optional<Notices.Level> now = model.level(chat);
    ButtonGroup group = new ButtonGroup();
    menu.add(level("notify.usual", !now.isPresent(), group, chat, Optional.empty()));
    for (Notices.Level each : Notices.Level.values()) {
      boolean chosen = now.equals(Optional.of(each));
      String key = "notify.level." + each.name().toLowerCase(Locale.ROOT);
      menu.add(level(key, chosen, group, chat, Optional.of(each)));
    }
    return menu;
  }

  private JMenuItem level(
      String key, boolean chosen, ButtonGroup group, BareJid chat, Optional<Notices.Level> level) {
    JMenuItem item = new JRadioButtonMenuItem(parts.text(key), chosen);
    parts.named(item, key, parts.text(key));
    item.addActionListener(event -> model.level(chat, level));
    group.add(item);
    return item;
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
