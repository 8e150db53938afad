package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.swing.emoji.EmojiIcon;
import im.symbolon.swing.emoji.EmojiPicker;
import im.symbolon.swing.files.FileActions;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;

/** What can be done with one line. */
final class LineMenu {
  /** What most people choose of. */
  private static final List<String> REACTIONS = List.of("👍", "❤️", "😂", "😮", "😢", "🙏");

  private static final int EMOJI = 20;
  private static final int LINKS = 5;

  private final ChatModel model;
  private final Writing writing;
  private final Parts parts;
  private final Does does;

  /**
   * What is done elsewhere.
   *
   * @param help does what helps with a note
   * @param seal shows how a message was encrypted
   */
  record Does(
      Consumer<NoteAction> help,
      Consumer<Line> seal,
      Consumer<Links.Link> link,
      FileActions files) {}

  LineMenu(ChatModel model, Writing writing, Parts parts, Does does) {
    this.model = model;
    this.writing = writing;
    this.parts = parts;
    this.does = does;
  }

  JPopupMenu of(Line line) {
    JPopupMenu menu = new JPopupMenu();
    boolean open = model.state().value().isOpen();
    if (open && line.isSaid()) {
      REACTIONS.forEach(each -> menu.add(reaction(line, each)));
      menu.add(otherReaction(line, menu));
      menu.addSeparator();
      menu.add(item("chat.answer", () -> writing.answer(line)));
    }
    does.files().items(line).forEach(menu::add);
    if (!line.text().isEmpty() && !line.fate().retracted()) {
      menu.add(item("chat.copy", () -> copy(line.text())));
    }
    if (open && line.isOurs()) {
      if (line.files().isEmpty()) {
        menu.add(item("chat.edit", () -> writing.edit(line)));
      }
      menu.add(item("chat.retract", () -> model.retract(line)));
    }
    if (line.isSaid()) {
      Links.in(line.text()).stream().limit(LINKS).forEach(each -> menu.add(opening(each)));
      menu.add(item("chat.seal", () -> does.seal().accept(line)));
    }
    line.note().flatMap(Note::action).ifPresent(action -> menu.add(helping(action)));
    return menu;
  }

  private JMenuItem reaction(Line line, String emoji) {
    boolean mine =
        line.fate().reactions().stream().anyMatch(r -> r.mine() && r.emoji().equals(emoji));
    String text = parts.text(mine ? "chat.unreact" : "chat.react");
    JMenuItem item = new JMenuItem(text, new EmojiIcon(emoji, EMOJI));
    parts.named(item, "chat.react " + emoji, text + " " + emoji);
    item.addActionListener(event -> model.react(line, emoji));
    return item;
  }

  private JMenuItem otherReaction(Line line, JPopupMenu menu) {
    return item(
        "chat.react.other",
        () -> {
          JComponent invoker = (JComponent) menu.getInvoker();
          Point mouse = invoker.getMousePosition();
          Point at = mouse == null ? invoker.getVisibleRect().getLocation() : mouse;
          Rectangle place = new Rectangle(at);
          EmojiPicker.at(invoker, place, model.emoji(), parts, each -> model.react(line, each));
        });
  }

  private JMenuItem opening(Links.Link link) {
    String text = parts.text("chat.openlink", link.isXmpp() ? link.address() : link.host());
    JMenuItem item = parts.named(new JMenuItem(text), "chat.openlink", text);
    item.addActionListener(event -> does.link().accept(link));
    return item;
  }

  private JMenuItem helping(NoteAction action) {
    String key = "noteaction." + action.name().toLowerCase(Locale.ROOT).replace("_", "");
    return item(key, () -> does.help().accept(action));
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = new JMenuItem(parts.text(key));
    parts.named(item, key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }

  private static void copy(String text) {
    Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
  }
}
