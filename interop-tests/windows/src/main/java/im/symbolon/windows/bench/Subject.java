package im.symbolon.windows.bench;

import im.symbolon.swing.app.DesktopApp;
import im.symbolon.swing.app.DesktopWindow;
import im.symbolon.swing.media.DesktopMedia;
import im.symbolon.views.ChatItem;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Found;
import im.symbolon.views.SearchModel;
import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JTextField;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;

/**
 * The client in a process of its own, which measures itself in its own window. Prints {@code name
 * value} lines. Arguments: the folder, and how many needles are in it.
 */
final class Subject {
  private static final long PATIENCE_MS = 120_000;
  private static final int FRAMES = 1_500;
  private static final int WHEEL = 60;

  private final JFrame window;
  private final long started = ManagementFactory.getRuntimeMXBean().getStartTime();

  private Subject(JFrame window) {
    this.window = window;
  }

  public static void main(String[] args) throws Exception {
    DesktopWindow opened =
        DesktopApp.open(Path.of(args[0]), new DesktopPlatform(new DesktopMedia()), () -> {}).join();
    new Subject(opened.frame()).measure(Integer.parseInt(args[1]));
    Runtime.getRuntime().halt(0); // nothing was written that would have to be stored
  }

  private void measure(int needles) throws Exception {
    await(() -> shown("unlock.passphrase").isPresent());
    say("start_to_window_ms", (double) (System.currentTimeMillis() - started));
    long unlocking = System.nanoTime();
    onEvents(
        () -> {
          ((JTextField) shown("unlock.passphrase").get()).setText(Filled.PASSPHRASE);
          ((JButton) shown("unlock.open").get()).doClick();
          return null;
        });
    await(
        () ->
            shown("chats").filter(list -> ((JList<?>) list).getModel().getSize() > 0).isPresent());
    say("unlock_to_chats_ms", millis(unlocking));
    memory("list");
    long opening = System.nanoTime();
    await(this::chooseLongChat);
    await(() -> shown("transcript").filter(each -> each.getHeight() > 2_000).isPresent());
    say("open_chat_ms", millis(opening));
    scroll();
    memory("scrolled");
    search(needles);
    memory("searched");
  }

  private boolean chooseLongChat() {
    JList<?> list = (JList<?>) shown("chats").get();
    for (int i = 0; i < list.getModel().getSize(); i++) {
      if (((ChatItem) list.getModel().getElementAt(i)).chat().equals(Filled.LONG_CHAT)) {
        list.setSelectedIndex(i);
        return true;
      }
    }
    return false;
  }

  /** Frames are asked for one after the other; each ends when it is painted. */
  private void scroll() throws Exception {
    double[] frames = new double[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      long asked = System.nanoTime();
      onEvents(
          () -> {
            JComponent transcript = (JComponent) shown("transcript").get();
            JViewport view =
                (JViewport) SwingUtilities.getAncestorOfClass(JViewport.class, transcript);
            Point at = view.getViewPosition();
            view.setViewPosition(new Point(0, Math.max(0, at.y - WHEEL)));
            view.paintImmediately(0, 0, view.getWidth(), view.getHeight());
            return null;
          });
      frames[i] = millis(asked);
      Thread.sleep(8); // as often as a wheel turns
    }
    Arrays.sort(frames);
    say("scroll_p50_ms", frames[FRAMES / 2]);
    say("scroll_p99_ms", frames[FRAMES * 99 / 100]);
    say("scroll_worst_ms", frames[FRAMES - 1]);
  }

  /** From the key to the painted list, without the pause that waits for the next key. */
  private void search(int needles) throws Exception {
    double[] took = new double[needles];
    for (int i = 0; i < needles; i++) {
      String needle = Filled.needle(i);
      long typed = System.nanoTime();
      onEvents(
          () -> {
            ((JTextField) shown("list.search").get()).setText(needle);
            return null;
          });
      await(() -> isFound(needle));
      took[i] = millis(typed) - SearchModel.PAUSE.toMillis();
    }
    Arrays.sort(took);
    say("search_p50_ms", took[needles / 2]);
    say("search_p99_ms", took[needles * 99 / 100]);
  }

  private boolean isFound(String needle) {
    Optional<Component> list = shown("search.found");
    return list.isPresent()
        && ((JList<?>) list.get()).getModel().getSize() == 1
        && ((Found) ((JList<?>) list.get()).getModel().getElementAt(0))
            .excerpt()
            .text()
            .contains(needle);
  }

  private static void memory(String when) throws Exception {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    say("heap_" + when + "_mb", (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0);
    say("rss_" + when + "_mb", Resident.megabytes(ProcessHandle.current()));
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static void say(String name, double value) {
    System.out.println(name + " " + String.format(Locale.ROOT, "%.1f", value));
    System.out.flush();
  }

  private Optional<Component> shown(String name) {
    return all(window).stream()
        .filter((Predicate<Component>) each -> name.equals(each.getName()) && each.isShowing())
        .findFirst();
  }

  private static List<Component> all(Component of) {
    List<Component> found = new ArrayList<>();
    found.add(of);
    if (of instanceof Container container) {
      for (Component each : container.getComponents()) {
        found.addAll(all(each));
      }
    }
    return found;
  }

  private static void await(Callable<Boolean> what) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (!onEvents(what)) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("the window does not come so far");
      }
      Thread.sleep(2);
    }
  }

  private static <T> T onEvents(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    try {
      SwingUtilities.invokeAndWait(future);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the window failed", e);
    }
    return future.get();
  }
}
