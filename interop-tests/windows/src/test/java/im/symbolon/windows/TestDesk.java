package im.symbolon.windows;

import im.symbolon.swing.desk.Desk;
import im.symbolon.views.Notice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.swing.JFrame;

/** A desktop that keeps what it is told. A person looks at the window until a test says no. */
final class TestDesk implements Desk {
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private volatile Optional<Ears> ears = Optional.empty();
  private volatile Consumer<Boolean> looks = now -> {};
  private volatile int unread;

  @Override
  public void begin(Words words, Ears told) {
    ears = Optional.of(told);
  }

  Ears ears() {
    return ears.orElseThrow();
  }

  /** What is shown now. */
  List<Notice> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void tell(Notice notice) {
    withdraw(notice.of());
    notices.add(notice);
  }

  @Override
  public void withdraw(Notice.Of which) {
    notices.removeIf(each -> each.of().equals(which));
  }

  int unread() {
    return unread;
  }

  @Override
  public void badge(int count) {
    unread = count;
  }

  @Override
  public boolean hasTray() {
    return false;
  }

  /** On the event thread. */
  void look(boolean now) {
    looks.accept(now);
  }

  @Override
  public void watch(JFrame frame, Consumer<Boolean> told) {
    looks = told;
    told.accept(true);
  }

  @Override
  public void close() {}
}
