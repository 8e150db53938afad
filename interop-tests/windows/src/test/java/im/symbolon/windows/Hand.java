package im.symbolon.windows;

import static org.assertj.swing.core.MouseButton.RIGHT_BUTTON;
import static org.assertj.swing.edt.GuiActionRunner.execute;

import im.symbolon.swing.app.DesktopApp;
import im.symbolon.swing.app.DesktopWindow;
import im.symbolon.swing.app.Program;
import im.symbolon.swing.look.Look;
import im.symbolon.views.ChatItem;
import im.symbolon.views.Platform;
import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ActionListener;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.accessibility.AccessibleContext;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JRootPane;
import javax.swing.JScrollBar;
import javax.swing.JWindow;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.Robot;
import org.assertj.swing.finder.JFileChooserFinder;
import org.assertj.swing.finder.WindowFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.fixture.JFileChooserFixture;
import org.awaitility.Awaitility;

/** One person at one window. */
final class Hand implements AutoCloseable {
  /** As long as a machine with two slow cores may need for anything. */
  static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("windows.patience", 180));

  private static final Duration ONE_CLICK = Duration.ofSeconds(10);
  private static final Path SCREENS = Path.of("target", "screens");

  final FrameFixture window;
  private final Robot robot;
  private final CountDownLatch ended;
  final TestDesk desk;

  private Hand(DesktopWindow opened, TestDesk desk, CountDownLatch ended, int x) {
    this.desk = desk;
    this.robot = BasicRobot.robotWithCurrentAwtHierarchyWithoutScreenLock();
    robot.settings().delayBetweenEvents(20);
    this.window = new FrameFixture(robot, opened.frame());
    this.ended = ended;
    execute(
        () -> {
          opened.frame().setBounds(x, 20, Look.px(1080), Look.px(760));
          opened.frame().validate();
        });
  }

  /** Opens a window on that folder. */
  static Hand open(Path data, Platform platform, int x) {
    TestDesk desk = new TestDesk();
    return open(Program.on(data, platform, desk), desk, x);
  }

  /** Opens a window on these accounts. */
  static Hand open(Program program, TestDesk desk, int x) {
    CountDownLatch ended = new CountDownLatch(1);
    return new Hand(DesktopApp.open(program, ended::countDown).join(), desk, ended, x);
  }

  static void until(Callable<Boolean> what) {
    until("what the scene waits for", what);
  }

  /** A part may go while it is looked at: then it is not so yet. */
  static void until(String named, Callable<Boolean> what) {
    Awaitility.await(named)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(NoSuchElementException.class)
        .until(what);
  }

  void type(String field, String text) {
    until(field, () -> isThere(field));
    execute(() -> ((JTextComponent) component(field)).setText(text));
  }

  /** Into a field of a window. Without the keyboard, which only one window of a screen can have. */
  static void type(Window where, String field, String text) {
    until(field, () -> execute(() -> all(where).stream().anyMatch(named(field))));
    execute(
        () ->
            all(where).stream()
                .filter(named(field))
                .map(JTextComponent.class::cast)
                .findFirst()
                .orElseThrow()
                .setText(text));
  }

  /** With the mouse, until the button heard it: parts move while a screen is filled. */
  void click(String name) {
    CountDownLatch heard = new CountDownLatch(1);
    ActionListener listener = event -> heard.countDown();
    until(name, () -> isThere(name) && execute(() -> component(name).isEnabled()));
    AbstractButton button = execute(() -> (AbstractButton) component(name));
    execute(() -> button.addActionListener(listener));
    until(name, () -> isClicked(button, heard));
    execute(() -> button.removeActionListener(listener));
  }

  private boolean isClicked(AbstractButton button, CountDownLatch heard)
      throws InterruptedException {
    robot.click(button);
    return heard.await(ONE_CLICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Presses a key in the window, whichever has the keyboard. */
  void press(int key, int modifiers) {
    execute(() -> pressNow(key, modifiers));
    robot.waitForIdle();
  }

  /** The same, on the event thread. */
  void pressNow(int key, int modifiers) {
    JRootPane root = ((JFrame) window.target()).getRootPane();
    long now = System.currentTimeMillis();
    KeyboardFocusManager.getCurrentKeyboardFocusManager()
        .redispatchEvent(
            root,
            new KeyEvent(root, KeyEvent.KEY_PRESSED, now, modifiers, key, KeyEvent.CHAR_UNDEFINED));
  }

  /** Presses a key in that part, as if it had the keyboard. */
  void pressIn(String name, int key) {
    execute(
        () -> {
          Component part = component(name);
          long now = System.currentTimeMillis();
          KeyboardFocusManager.getCurrentKeyboardFocusManager()
              .redispatchEvent(
                  part,
                  new KeyEvent(part, KeyEvent.KEY_PRESSED, now, 0, key, KeyEvent.CHAR_UNDEFINED));
        });
    robot.waitForIdle();
  }

  /** Pushes a button; on the event thread. */
  void pushNow(String name) {
    ((AbstractButton) component(name)).doClick();
  }

  /** What keys do, as the window has them; on the event thread. */
  Set<String> installedKeys() {
    Set<String> found = new TreeSet<>();
    for (Object each : ((JFrame) window.target()).getRootPane().getActionMap().allKeys()) {
      if (each.toString().startsWith("symbolon ")) {
        found.add(each.toString());
      }
    }
    return found;
  }

  /** The same, as the list in help has them; on the event thread. */
  Set<String> listedKeys() {
    Set<String> found = new TreeSet<>();
    for (Component each : all(window.target())) {
      if (each instanceof JComponent part && part.getClientProperty("shortcut") != null) {
        found.add("symbolon " + part.getClientProperty("shortcut"));
      }
    }
    return found;
  }

  String title() {
    return ((JFrame) window.target()).getTitle();
  }

  void resize(Dimension size) {
    execute(
        () -> {
          window.target().setSize(size);
          window.target().validate();
        });
    robot.waitForIdle();
  }

  Robot robot() {
    return robot;
  }

  boolean isThere(String name) {
    return execute(() -> parts().anyMatch(named(name)));
  }

  Component component(String name) {
    return parts().filter(named(name)).findFirst().orElseThrow();
  }

  /** All of the window, and of what has popped up above it. */
  private Stream<Component> parts() {
    return Stream.concat(
        all(window.target()).stream(), popups().flatMap(each -> all(each).stream()));
  }

  private Stream<JWindow> popups() {
    return Stream.of(window.target().getOwnedWindows())
        .filter(JWindow.class::isInstance)
        .map(JWindow.class::cast)
        .filter(Window::isShowing);
  }

  /** Keeps a picture of what has popped up, in the look that there is. */
  void popupPicture(String name) throws IOException {
    robot.waitForIdle();
    JWindow popup = execute(() -> popups().findFirst().orElseThrow());
    write(execute(() -> paint(popup)), name);
  }

  private static Predicate<Component> named(String name) {
    return each -> name.equals(each.getName()) && each.isShowing();
  }

  static List<Component> all(Component of) {
    List<Component> found = new ArrayList<>();
    found.add(of);
    if (of instanceof Container container) {
      for (Component each : container.getComponents()) {
        found.addAll(all(each));
      }
    }
    return found;
  }

  /** What is said of a part to those who cannot see it, more than its name. */
  String described(String name) {
    return execute(
        () -> String.valueOf(component(name).getAccessibleContext().getAccessibleDescription()));
  }

  String text(String label) {
    return window.label(label).text();
  }

  String area(String name) {
    return window.textBox(name).text();
  }

  /** What the first one of a list is called, for those who cannot see it; nothing of none. */
  String first(String list) {
    if (!isThere(list)) {
      return "";
    }
    return execute(
        () -> {
          AccessibleContext all = component(list).getAccessibleContext();
          return all.getAccessibleChildrenCount() == 0
              ? ""
              : all.getAccessibleChild(0).getAccessibleContext().getAccessibleName();
        });
  }

  /** Clicks the first one of a list whose members stand beside each other. */
  void clickFirst(String list) {
    robot.click(component(list), new Point(12, 12));
  }

  /** Scrolls to a part that is there. */
  void reveal(String name) {
    until(name, () -> isThere(name));
    execute(
        () -> {
          JComponent part = (JComponent) component(name);
          part.scrollRectToVisible(new Rectangle(0, 0, part.getWidth(), 200));
        });
    robot.waitForIdle();
  }

  /** Waits until the open chat shows that. */
  void awaitLine(String text) {
    until(text, () -> isThere("transcript") && described("transcript").contains(text));
  }

  void say(String text) {
    type("chat.message", text);
    click("chat.send");
    awaitLine(text);
  }

  /** Chooses from the menu that is open. */
  void menu(String item) {
    until(item, () -> execute(() -> inMenu(item).isPresent()));
    robot.click(execute(() -> inMenu(item).get()));
    until(item, () -> execute(() -> !inMenu(item).isPresent()));
  }

  static Optional<Component> inMenu(String item) {
    return Stream.of(MenuSelectionManager.defaultManager().getSelectedPath())
        .map(MenuElement::getComponent)
        .flatMap(each -> all(each).stream())
        .filter(named(item))
        .findFirst();
  }

  /** Chooses from the menu of a chat in the list. */
  void menu(Predicate<ChatItem> which, String item) {
    until(item, () -> execute(() -> place(which)).isPresent());
    robot.click(component("chats"), execute(() -> place(which).get()), RIGHT_BUTTON, 1);
    menu(item);
  }

  private Optional<Point> place(Predicate<ChatItem> which) {
    JList<?> list = (JList<?>) component("chats");
    return IntStream.range(0, list.getModel().getSize())
        .filter(i -> which.test((ChatItem) list.getModel().getElementAt(i)))
        .mapToObj(i -> list.getCellBounds(i, i))
        .map(cell -> new Point((int) cell.getCenterX(), (int) cell.getCenterY()))
        .findFirst();
  }

  /** How many are in that list; none while it is not there. */
  int found(String list) {
    return isThere(list) ? execute(() -> ((JList<?>) component(list)).getModel().getSize()) : 0;
  }

  DialogFixture dialog(String name) {
    return WindowFinder.findDialog(name).withTimeout(PATIENCE.toMillis()).using(robot);
  }

  /** In the window that asks for a file. */
  void choosesFile(Path file) {
    approve(
        JFileChooserFinder.findFileChooser()
            .withTimeout(PATIENCE.toMillis())
            .using(robot)
            .selectFile(file.toFile()));
  }

  /** As the button of the window does. */
  static void approve(JFileChooserFixture asked) {
    AbstractButton button = asked.approveButton().target();
    until(
        "the file is chosen",
        () -> {
          whileShowing(button, button::doClick);
          return execute(() -> !button.isShowing());
        });
  }

  /** Not at once: what it does may wait for another question. */
  private static void whileShowing(Component part, Runnable action) {
    SwingUtilities.invokeLater(
        () -> {
          if (part.isShowing()) {
            action.run();
          }
        });
  }

  /** Whether that colour is painted anywhere in the window, more than by chance. */
  boolean shows(Color color) {
    BufferedImage image = execute(() -> paint(window.target(), true));
    int found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        found += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return found > 100;
  }

  /**
   * With the mouse, and where that was lost, because the question moves while it comes up, as the
   * mouse would have done.
   */
  static void answer(DialogFixture asked, String button) {
    AbstractButton wanted = asked.button(button).target();
    asked.robot().click(wanted);
    until(
        button,
        () -> {
          if (execute(() -> asked.target().isShowing())) {
            whileShowing(wanted, wanted::doClick);
          }
          return execute(() -> !asked.target().isShowing());
        });
  }

  /** Opens a chat that is in the list. */
  void choose(Predicate<ChatItem> which) {
    until(() -> isThere("chats") && execute(() -> select(which)));
    robot.waitForIdle();
  }

  private boolean select(Predicate<ChatItem> which) {
    JList<?> list = (JList<?>) component("chats");
    for (int i = 0; i < list.getModel().getSize(); i++) {
      if (which.test((ChatItem) list.getModel().getElementAt(i))) {
        list.setSelectedIndex(i);
        return true;
      }
    }
    return false;
  }

  boolean lists(Predicate<ChatItem> which) {
    return execute(
        () -> {
          JList<?> list = (JList<?>) component("chats");
          for (int i = 0; i < list.getModel().getSize(); i++) {
            if (which.test((ChatItem) list.getModel().getElementAt(i))) {
              return true;
            }
          }
          return false;
        });
  }

  /** Keeps a picture of the window in both looks. */
  void picture(String name) throws IOException {
    picture(window.target(), name);
  }

  void picture(Window of, String name) throws IOException {
    robot.waitForIdle();
    for (boolean dark : new boolean[] {true, false}) {
      write(execute(() -> paint(of, dark)), name + (dark ? "-dark" : "-light"));
    }
  }

  private static void write(BufferedImage image, String name) throws IOException {
    Files.createDirectories(SCREENS);
    ImageIO.write(image, "png", SCREENS.resolve(name + ".png").toFile());
  }

  private static BufferedImage paint(Window of, boolean dark) {
    Look.show(dark);
    of.validate();
    return paint(of);
  }

  static BufferedImage paint(Window of) {
    BufferedImage image =
        new BufferedImage(of.getWidth(), of.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    of.paint(g);
    g.dispose();
    return image;
  }

  /** Parts that one can act on or read, and that have no name for those who cannot see. */
  List<String> unnamed() {
    return execute(
        () -> {
          List<String> found = new ArrayList<>();
          for (Component each : all(window.target())) {
            boolean acts =
                each instanceof AbstractButton
                    || each instanceof JTextComponent
                    || each instanceof JList;
            if (acts && each.isShowing() && each.isFocusable() && isOurs(each)) {
              String name = each.getAccessibleContext().getAccessibleName();
              if (name == null || name.isBlank()) {
                found.add(each.getClass().getName() + " " + each.getName());
              }
            }
          }
          return found;
        });
  }

  /** Not a part of a scroll bar, a combo box and the like. */
  private static boolean isOurs(Component part) {
    return ((JComponent) part).getParent() != null
        && !(part.getParent() instanceof JScrollBar)
        && !(part.getParent() instanceof JComboBox);
  }

  /** Closes the window as a person does, and waits until all is stored. */
  @Override
  public void close() {
    execute(
        () ->
            window
                .target()
                .dispatchEvent(new WindowEvent(window.target(), WindowEvent.WINDOW_CLOSING)));
    until(() -> ended.getCount() == 0);
  }
}
