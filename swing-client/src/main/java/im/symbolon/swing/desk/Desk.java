package im.symbolon.swing.desk;

import im.symbolon.views.Notice;
import im.symbolon.views.NotifyModel;
import java.util.function.Consumer;
import javax.swing.JFrame;

/** What surrounds the window. Notices may come on any thread, all else on the event thread. */
public interface Desk extends NotifyModel.Bell, AutoCloseable {
  /** Is told what happens there, on any thread. */
  interface Ears {
    /** A notice was clicked. */
    void chosen(Notice.Of of);

    /** The screen was locked, or unlocked. */
    void locked(boolean now);

    /** The window is to come to the front. */
    void wanted();

    /** The program is to end. */
    void quit();
  }

  /**
   * Begins to listen. Once.
   *
   * @param words for the menu in the tray
   */
  void begin(Words words, Ears ears);

  /** What stands in the tray's menu. */
  record Words(String name, String open, String quit) {}

  /** How many messages wait to be read. */
  void badge(int unread);

  /** Whether the window can go and be found again in the tray. */
  boolean hasTray();

  /** Tells from now on whether a person looks at the window. */
  void watch(JFrame frame, Consumer<Boolean> looks);

  @Override
  void close();
}
