package im.symbolon.swing.app;

import im.symbolon.swing.look.Look;
import java.awt.Frame;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.swing.JFrame;

/**
 * Where the window stands, remembered as {@code x,y,width,height} and whether it fills the screen.
 */
final class Placement {
  private static final Pattern FORM =
      Pattern.compile("-?[0-9]{1,5},-?[0-9]{1,5},[0-9]{1,5},[0-9]{1,5}(,full)?");

  /** Less than that of a window is not found again. */
  private static final int SEEN = 120;

  private final JFrame frame;
  private Rectangle usual;

  private Placement(JFrame frame) {
    this.frame = frame;
    this.usual = frame.getBounds();
  }

  /** Puts it there, as far as there is a screen there; else into the middle. */
  static Placement restore(JFrame frame, String text) {
    frame.setSize(Look.px(1080), Look.px(720));
    frame.setLocationRelativeTo(null);
    Optional<Rectangle> place = FORM.matcher(text).matches() ? fitting(text) : Optional.empty();
    place.ifPresent(frame::setBounds);
    Placement placement = new Placement(frame);
    if (place.isPresent() && text.endsWith("full")) {
      frame.setExtendedState(Frame.MAXIMIZED_BOTH);
    }
    frame.addComponentListener(placement.new Moves());
    return placement;
  }

  private final class Moves extends ComponentAdapter {
    @Override
    public void componentMoved(ComponentEvent event) {
      note();
    }

    @Override
    public void componentResized(ComponentEvent event) {
      note();
    }

    private void note() {
      if (frame.getExtendedState() == Frame.NORMAL) {
        usual = frame.getBounds();
      }
    }
  }

  /** Where it stands, or stood before it filled the screen or went from it. */
  String text() {
    boolean full = (frame.getExtendedState() & Frame.MAXIMIZED_BOTH) == Frame.MAXIMIZED_BOTH;
    return usual.x + "," + usual.y + "," + usual.width + "," + usual.height + (full ? ",full" : "");
  }

  private static Optional<Rectangle> fitting(String text) {
    int[] at =
        Arrays.stream(text.replace(",full", "").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    List<Rectangle> screens =
        Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices())
            .map(GraphicsDevice::getDefaultConfiguration)
            .map(each -> each.getBounds())
            .collect(Collectors.toList());
    return fit(new Rectangle(at[0], at[1], at[2], at[3]), screens);
  }

  /**
   * The same place on the screen that has most of it, moved and cut so that all of it is seen;
   * empty when next to nothing is on any screen.
   */
  static Optional<Rectangle> fit(Rectangle wanted, List<Rectangle> screens) {
    Rectangle best = new Rectangle();
    Rectangle most = new Rectangle();
    for (Rectangle screen : screens) {
      Rectangle common = screen.intersection(wanted);
      if (!common.isEmpty() && area(common) > area(most)) {
        most = common;
        best = screen;
      }
    }
    if (most.width < SEEN || most.height < SEEN) {
      return Optional.empty();
    }
    int width = Math.min(wanted.width, best.width);
    int height = Math.min(wanted.height, best.height);
    int x = Math.max(best.x, Math.min(wanted.x, best.x + best.width - width));
    int y = Math.max(best.y, Math.min(wanted.y, best.y + best.height - height));
    return Optional.of(new Rectangle(x, y, width, height));
  }

  private static long area(Rectangle of) {
    return of.isEmpty() ? 0 : (long) of.width * of.height;
  }
}
