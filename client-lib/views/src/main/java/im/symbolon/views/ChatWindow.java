package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Which lines of a chat are on the screen: so many, up to some place. Used on one worker. */
final class ChatWindow {
  private static final int STEP = 100;

  /** By so many lines it is moved: each has to be laid out before the next frame. */
  private static final int PAGE = 50;

  private final Messenger messenger;
  private final BareJid chat;
  private long before = Long.MAX_VALUE;
  private int size = STEP;
  private long readPlace = -1;
  private Optional<ChatModel.Sought> sought = Optional.empty();

  ChatWindow(Messenger messenger, BareJid chat) {
    this.messenger = messenger;
    this.chat = chat;
  }

  /**
   * What is in it.
   *
   * @param lines oldest first
   * @param older whether there are lines before these
   */
  record Page(List<Shown> lines, boolean older) {}

  Page page() throws StoreException {
    List<Shown> found = new ArrayList<>(messenger.chat(chat).page(before, size + 1));
    boolean older = found.size() > size;
    List<Shown> window = older ? found.subList(0, size) : found;
    Collections.reverse(window);
    return new Page(window, older);
  }

  /** False when there are lines after these. */
  boolean isNewest() {
    return before == Long.MAX_VALUE;
  }

  /** Of those that were there at first; it stays while the chat is open, until we write. */
  Optional<Target> firstUnread(ChatSummary summary, Page page) {
    if (readPlace < 0) {
      readPlace = summary.unread() > 0 ? summary.state().readPlace() : Long.MAX_VALUE;
    }
    List<Shown> lines = page.lines();
    for (int i = 0; i < lines.size(); i++) {
      Shown each = lines.get(i);
      if (each.place() > readPlace && !each.original().outgoing()) {
        return i == 0 && page.older() ? Optional.empty() : Optional.of(each.target());
      }
    }
    return Optional.empty();
  }

  /** Whoever writes has read. */
  void wrote() {
    readPlace = Long.MAX_VALUE;
    newest();
  }

  void older() throws StoreException {
    if (size < ChatModel.WINDOW) {
      size = Math.min(ChatModel.WINDOW, size + PAGE);
    } else {
      before = endAfter(PAGE);
    }
  }

  /** The place after the line that stands so many before the end of the window. */
  private long endAfter(int lines) throws StoreException {
    List<Shown> page = messenger.chat(chat).page(before, lines);
    return page.isEmpty() ? before : page.get(page.size() - 1).place();
  }

  void newer() throws StoreException {
    before = endBeyond(before, PAGE);
  }

  /** The place after the line that stands so many after that place. */
  private long endBeyond(long place, int lines) throws StoreException {
    if (place == Long.MAX_VALUE) {
      return place;
    }
    List<Shown> page = messenger.chat(chat).pageAfter(place - 1, lines);
    return page.size() < lines ? Long.MAX_VALUE : page.get(lines - 1).place() + 1;
  }

  /** That line, if it is here, with what was said around it. */
  void show(Target line) throws StoreException {
    Optional<Shown> there = messenger.chat(chat).line(line);
    if (there.isPresent()) {
      before = endBeyond(there.get().place() + 1, STEP / 2);
      size = STEP;
      sought =
          Optional.of(new ChatModel.Sought(line, sought.map(each -> each.time() + 1).orElse(1)));
    }
  }

  /** The line that was asked for last. */
  Optional<ChatModel.Sought> sought() {
    return sought;
  }

  void newest() {
    before = Long.MAX_VALUE;
    size = STEP;
  }
}
