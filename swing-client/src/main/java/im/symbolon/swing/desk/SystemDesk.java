package im.symbolon.swing.desk;

import im.symbolon.views.Notice;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import java.awt.event.WindowEvent;
import java.awt.event.WindowFocusListener;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.swing.JFrame;

/** The desktop that this program runs on. It is spoken to on a thread of its own. */
public final class SystemDesk implements Desk {
  private final ExecutorService outside = Executors.newSingleThreadExecutor(SystemDesk::thread);
  private final Optional<String> address;
  private volatile Optional<Tray> tray = Optional.empty();
  private Optional<DesktopBus> bus = Optional.empty();

  /** With the bus of the session that this program runs in. */
  public SystemDesk() {
    this(Optional.empty());
  }

  /**
   * @param address of the bus to speak to; empty for the session's
   */
  public SystemDesk(Optional<String> address) {
    this.address = address;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "symbolon-desk");
    thread.setDaemon(true);
    return thread;
  }

  private void later(Runnable task) {
    try {
      outside.execute(task);
    } catch (RejectedExecutionException e) {
      return; // the program ends, and tells nothing more
    }
  }

  @Override
  public void begin(Words words, Ears ears) {
    if (!GraphicsEnvironment.isHeadless() && SystemTray.isSupported()) {
      tray = Tray.open(words, ears);
    }
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      later(() -> bus = DesktopBus.connect(address, words.name(), ears));
    }
  }

  @Override
  public void tell(Notice notice) {
    later(
        () -> {
          boolean told = bus.filter(each -> each.tell(notice)).isPresent();
          if (!told) {
            tray.ifPresent(each -> each.tell(notice));
          }
        });
  }

  @Override
  public void withdraw(Notice.Of which) {
    later(() -> bus.ifPresent(each -> each.withdraw(which)));
  }

  @Override
  public void badge(int unread) {
    tray.ifPresent(each -> each.badge(unread));
  }

  @Override
  public boolean hasTray() {
    return tray.isPresent();
  }

  @Override
  public void watch(JFrame frame, Consumer<Boolean> looks) {
    frame.addWindowFocusListener(
        new WindowFocusListener() {
          @Override
          public void windowGainedFocus(WindowEvent event) {
            looks.accept(true);
          }

          @Override
          public void windowLostFocus(WindowEvent event) {
            looks.accept(event.getOppositeWindow() != null && owns(frame, event));
          }
        });
    looks.accept(frame.isFocused());
  }

  /** A question of this program stands over the window: one still looks at it. */
  private static boolean owns(JFrame frame, WindowEvent event) {
    return event.getOppositeWindow().getOwner() == frame;
  }

  @Override
  public void close() {
    tray.ifPresent(Tray::close);
    later(() -> bus.ifPresent(DesktopBus::close));
    outside.shutdown();
  }
}
