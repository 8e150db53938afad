package im.symbolon.swing.app;

import im.symbolon.swing.look.Look;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.swing.JFrame;

/**
 * Where the window stands, remembered as {@code x,y,width,height} and whether it fills the screen.
 */
final class Placement {
  private static final Pattern FORM =
      Pattern.compile("-?[0-9]{1,5},-?[0-9]{1,5},[0-9]{1,5},[0-9]{1,5}(,full)?");

  private Placement() {}

  static String of(JFrame frame) {
    Rectangle at = frame.getBounds();
    boolean full = (frame.getExtendedState() & Frame.MAXIMIZED_BOTH) == Frame.MAXIMIZED_BOTH;
    return at.x + "," + at.y + "," + at.width + "," + at.height + (full ? ",full" : "");
  }

  /** Puts it there, if that is on a screen; else into the middle. */
  static void restore(JFrame frame, String text) {
    frame.setSize(Look.px(1080), Look.px(720));
    frame.setLocationRelativeTo(null);
    if (!FORM.matcher(text).matches()) {
      return;
    }
    int[] at =
        Arrays.stream(text.replace(",full", "").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    Rectangle wanted = new Rectangle(at[0], at[1], at[2], at[3]);
    if (isSeen(wanted)) {
      frame.setBounds(wanted);
      frame.setExtendedState(text.endsWith("full") ? Frame.MAXIMIZED_BOTH : Frame.NORMAL);
    }
  }

  private static boolean isSeen(Rectangle wanted) {
    for (GraphicsDevice each :
        GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
      GraphicsConfiguration screen = each.getDefaultConfiguration();
      Rectangle common = screen.getBounds().intersection(wanted);
      if (common.width > 200 && common.height > 200) {
        return true;
      }
    }
    return false;
  }
}
