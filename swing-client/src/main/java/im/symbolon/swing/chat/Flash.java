package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.swing.look.Look;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.Timer;

/** Draws the eye to one line for a moment: a band behind it that fades. */
final class Flash {
  private static final int STEPS = 24;
  private static final int STEP_MS = 60;
  private static final int STRONGEST = 90;

  private final JComponent where;
  private final Timer timer = new Timer(STEP_MS, event -> fade());
  private Optional<Target> line = Optional.empty();
  private int left;

  Flash(JComponent where) {
    this.where = where;
  }

  void begin(Target which) {
    line = Optional.of(which);
    left = STEPS;
    timer.start();
    where.repaint();
  }

  private void fade() {
    left--;
    if (left <= 0 || !where.isShowing()) {
      line = Optional.empty();
      timer.stop();
    }
    where.repaint();
  }

  /** Before the line itself is painted. */
  void paint(Graphics2D g2, Bubble bubble) {
    if (line.equals(Optional.of(bubble.row().line().target()))) {
      Color accent = Look.color("accent");
      int strength = Math.min(STRONGEST, STRONGEST * left * 2 / STEPS);
      g2.setColor(new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), strength));
      Rectangle box = bubble.box();
      int around = Look.px(4);
      g2.fillRect(0, box.y - around, where.getWidth(), box.height + 2 * around);
    }
  }
}
