package im.symbolon.windows;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A real keyboard and mouse on a screen where other programs have their windows. */
final class Keyboard {
  private Keyboard() {}

  /**
   * {@code quit X Y} clicks there and presses Ctrl+Q; {@code picture FILE} keeps what is on the
   * screen.
   */
  public static void main(String[] args) throws Exception {
    Robot robot = new Robot();
    robot.setAutoDelay(60);
    if (args[0].equals("picture")) {
      Rectangle all = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
      ImageIO.write(robot.createScreenCapture(all), "png", Path.of(args[1]).toFile());
      return;
    }
    robot.mouseMove(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    robot.keyPress(KeyEvent.VK_CONTROL);
    robot.keyPress(KeyEvent.VK_Q);
    robot.keyRelease(KeyEvent.VK_Q);
    robot.keyRelease(KeyEvent.VK_CONTROL);
  }

  /** Does that on a screen, in a program of its own, and waits for its end. */
  static void on(Screen screen, String... what) throws IOException, InterruptedException {
    ProcessBuilder builder = Programs.java(screen, Keyboard.class.getName(), List.of(what));
    Process process = builder.inheritIO().start();
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the keyboard did not work");
    }
  }
}
