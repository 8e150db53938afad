package im.symbolon.views;

import im.symbolon.messenger.store.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What emoji there are to choose from, and which of them this person chose lately. */
public final class EmojiModel {
  private final Session session;
  private final State<View> state;
  private final AtomicBoolean asked = new AtomicBoolean();

  /**
   * What the screen shows.
   *
   * @param book empty until it was read
   * @param recent the last one first
   */
  public record View(Optional<EmojiBook> book, List<String> recent) {
    public View {
      recent = List.copyOf(recent);
    }
  }

  EmojiModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(new View(Optional.empty(), List.of()));
  }

  public State<View> state() {
    return state;
  }

  /** Reads all that there is, once. */
  public void open(Locale locale) {
    if (asked.compareAndSet(false, true)) {
      session.backstage().quickly(this::readRecent, problem -> {});
      session
          .backstage()
          .slowly(
              () -> {
                EmojiBook book = EmojiBook.in(locale);
                state.change(was -> new View(Optional.of(book), was.recent()));
              },
              problem -> {});
    }
  }

  private void readRecent() throws StoreException {
    List<String> recent = session.messenger().chats().recentEmoji();
    state.change(was -> new View(was.book(), recent));
  }

  /** It was chosen now. */
  public void chose(String emoji) {
    session
        .backstage()
        .quickly(
            () -> {
              session.messenger().chats().choseEmoji(emoji);
              readRecent();
            },
            problem -> {}); // what was chosen lately is a convenience
  }
}
