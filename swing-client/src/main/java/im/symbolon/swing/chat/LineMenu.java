package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.swing.emoji.EmojiIcon;
import im.symbolon.swing.files.FileActions;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;

/** What can be done with one line. */
final class LineMenu {
  /** What most people choose of. */
  private static final List<String> REACTIONS = List.of("👍", "❤️", "😂", "😮", "😢", "🙏");

  private static final int EMOJI = 20;

  private final ChatModel model;
  private final Writing writing;
  private final Parts parts;
  private final Consumer<NoteAction> help;
  private final FileActions files;

  /**
   * @param help does what helps with a note
   */
  LineMenu(
      ChatModel model, Writing writing, Parts parts, Consumer<NoteAction> help, FileActions files) {
    this.files = files;
    this.model = model;
    this.writing = writing;
    this.parts = parts;
    this.help = help;
  }

  JPopupMenu of(Line line) {
    JPopupMenu menu = new JPopupMenu();
    boolean open = model.state().value().isOpen();
    if (open && line.isSaid()) {
      REACTIONS.forEach(each -> menu.add(reaction(line, each)));
      menu.addSeparator();
      menu.add(item("chat.answer", () -> writing.answer(line)));
    }
    files.items(line).forEach(menu::add);
    if (!line.text().isEmpty() && !line.fate().retracted()) {
      menu.add(item("chat.copy", () -> copy(line.text())));
    }
    if (open && line.isOurs()) {
      if (line.files().isEmpty()) {
        menu.add(item("chat.edit", () -> writing.edit(line)));
      }
      menu.add(item("chat.retract", () -> model.retract(line)));
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

  private JMenuItem helping(NoteAction action) {
    String key = "noteaction." + action.name().toLowerCase(Locale.ROOT).replace("_", "");
    return item(key, () -> help.accept(action));
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
