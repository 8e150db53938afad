package im.symbolon.swing.app;

import im.symbolon.swing.list.ChatListPane;
import java.util.ArrayList;
import java.util.List;

/** What each key does where an account is open. */
final class Keys {
  private static final int PLACES = 9;

  private final MainPane pane;
  private final ChatListPane list;

  Keys(MainPane pane, ChatListPane list) {
    this.pane = pane;
    this.list = list;
  }

  /** With those of the window. The first one begins a chat. */
  List<Shortcut> all(List<Shortcut> more) {
    List<Shortcut> keys = new ArrayList<>();
    keys.add(Shortcut.of("control N", "help.new", pane::newChat));
    keys.add(Shortcut.of("control shift N", "help.newgroup", pane::newGroup));
    keys.add(Shortcut.of("control K", "help.search", list::search));
    keys.add(Shortcut.of("control shift F", "", list::search));
    keys.add(Shortcut.of("control F", "help.find", pane::find));
    keys.add(Shortcut.of("alt DOWN", "help.next", () -> list.step(1)));
    keys.add(Shortcut.of("alt UP", "help.previous", () -> list.step(-1)));
    for (int i = 1; i <= PLACES; i++) {
      int place = i - 1;
      keys.add(Shortcut.of("control " + i, i == 1 ? "help.places" : "", () -> list.openAt(place)));
    }
    keys.add(Shortcut.of("control R", "help.answer", pane::answerLast));
    keys.add(Shortcut.of("control E", "help.edit", pane::editLast));
    keys.add(Shortcut.of("control M", "help.linemenu", pane::menuOfLast));
    keys.add(Shortcut.of("control I", "help.safety", pane::details));
    keys.add(Shortcut.of("control D", "help.devices", pane::devices));
    keys.add(Shortcut.of("control COMMA", "help.settings", pane::settings));
    keys.add(Shortcut.of("F1", "help.help", pane::help));
    keys.add(Shortcut.of("control SLASH", "", pane::help));
    keys.add(Shortcut.of("ESCAPE", "help.close", pane::close));
    keys.addAll(more);
    return List.copyOf(keys);
  }
}
