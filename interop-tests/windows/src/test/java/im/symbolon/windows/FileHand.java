package im.symbolon.windows;

import static org.assertj.swing.core.MouseButton.RIGHT_BUTTON;
import static org.assertj.swing.edt.GuiActionRunner.execute;

import im.symbolon.swing.files.ShowsFiles;
import java.awt.Color;
import java.awt.Point;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.text.JTextComponent;
import org.assertj.swing.core.Robot;
import org.assertj.swing.finder.JFileChooserFinder;
import org.assertj.swing.fixture.DialogFixture;
import org.assertj.swing.fixture.JFileChooserFixture;

/** The same person, with files. */
record FileHand(Hand hand) {
  private Robot robot() {
    return hand.robot();
  }

  private JFileChooserFixture chooser(String name) {
    return JFileChooserFinder.findFileChooser(name)
        .withTimeout(Hand.PATIENCE.toMillis())
        .using(robot());
  }

  /** Attaches that file; the window that shows it before it is sent. */
  DialogFixture attach(Path file) {
    hand.click("file.attach");
    Hand.approve(chooser("file.choose").selectFile(file.toFile()));
    return hand.dialog("file.send");
  }

  /** In the window that asks where to save something. */
  void savesAs(Path file) {
    hand.savesAs("file.saveas", file);
  }

  /** What is in the clipboard, into a field. */
  void paste(String field) {
    execute(() -> ((JTextComponent) hand.component(field)).paste());
  }

  /** With the mouse, on a file in the chat. */
  void click(String name) {
    robot().click(hand.component("transcript"), place(name));
  }

  /** Chooses from the menu of a file in the chat. */
  void menu(String name, String item) {
    Hand.until(item, () -> opens(name, item));
    hand.menu(item);
  }

  /** A menu goes when its window does anything else. */
  private boolean opens(String name, String item) throws Exception {
    robot().click(hand.component("transcript"), place(name), RIGHT_BUTTON, 1);
    robot().waitForIdle();
    return execute(() -> Hand.inMenu(item).isPresent());
  }

  /** Brings it into sight. */
  private Point place(String file) {
    Hand.until(file, () -> execute(() -> shown(file)).isPresent());
    robot().waitForIdle();
    return execute(() -> shown(file).get());
  }

  private Optional<Point> shown(String file) {
    return ((ShowsFiles) hand.component("transcript")).reveal(file);
  }

  /** Waits until a line says all of that. */
  void until(String name, String state) {
    Hand.until(
        name + " is " + state,
        () ->
            hand.described("transcript")
                .lines()
                .anyMatch(line -> line.contains(name) && line.contains(state)));
  }

  /** Whether that colour is painted in the window. */
  boolean paints(Color color) {
    return paints(hand.window.target(), color);
  }

  static boolean paints(Window of, Color color) {
    BufferedImage image = execute(() -> Hand.paint(of));
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        if (isNear(new Color(image.getRGB(x, y)), color)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isNear(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed()) < 6
        && Math.abs(one.getGreen() - other.getGreen()) < 6
        && Math.abs(one.getBlue() - other.getBlue()) < 12;
  }
}
