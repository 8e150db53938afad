package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.When;
import im.symbolon.views.Line;
import im.symbolon.views.Texts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.awt.geom.Path2D;
import java.time.LocalDate;

/** Paints bubbles, notes and days. */
final class Painter {
  private static final int TICKS = 20;

  private final Texts texts;
  private final When when;

  Painter(Texts texts, When when) {
    this.texts = texts;
    this.when = when;
  }

  Font textFont() {
    return Look.font();
  }

  Font noteFont() {
    return Look.font(0.93f, Font.PLAIN);
  }

  private static Font metaFont() {
    return Look.font(0.79f, Font.PLAIN);
  }

  /** How wide the time and the ticks are. */
  int metaWidth(Line line) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    int time = (int) Math.ceil(metaFont().getStringBounds(meta(line), context).getWidth());
    return time + (line.mine() ? Look.px(TICKS) : 0);
  }

  private String meta(Line line) {
    String time = when.time(line.time());
    return line.mine() && line.state() == DeliveryState.FAILED
        ? texts.text("state", line.state()) + " · " + time
        : time;
  }

  void paint(Graphics2D g2, Bubble bubble, int width) {
    if (bubble.day().isPresent()) {
      day(g2, bubble.day().get(), bubble.top(), width);
    }
    if (bubble.row().line().isNote()) {
      note(g2, bubble);
    } else {
      said(g2, bubble);
    }
  }

  private void day(Graphics2D g2, LocalDate day, int top, int width) {
    String text = when.heading(day);
    g2.setFont(Look.font(0.84f, Font.BOLD));
    FontMetrics metrics = g2.getFontMetrics();
    int across = metrics.stringWidth(text) + Look.px(24);
    int tall = Look.px(24);
    int x = (width - across) / 2;
    int y = top + Look.px(8);
    g2.setColor(Look.color("theirs"));
    g2.fillRoundRect(x, y, across, tall, tall, tall);
    g2.setColor(Look.color("muted"));
    g2.drawString(
        text, x + Look.px(12), y + (tall - metrics.getHeight()) / 2 + metrics.getAscent());
  }

  private void note(Graphics2D g2, Bubble bubble) {
    Rectangle box = bubble.box();
    g2.setColor(Look.color("note"));
    g2.fillRoundRect(box.x, box.y, box.width, box.height, Look.px(16), Look.px(16));
    g2.setColor(Look.color("onNote"));
    text(g2, bubble);
  }

  private void text(Graphics2D g2, Bubble bubble) {
    Rectangle box = bubble.box();
    int padding = Look.px(Arrangement.PADDING_X);
    bubble
        .row()
        .paint(
            g2, box.x + padding, box.y + Look.px(Arrangement.PADDING_Y), box.width - 2 * padding);
  }

  private void said(Graphics2D g2, Bubble bubble) {
    Line line = bubble.row().line();
    Rectangle box = bubble.box();
    if (bubble.named()) {
      g2.setFont(Look.font(0.88f, Font.BOLD));
      g2.setColor(Avatar.color(line.sender()));
      g2.drawString(line.sender().local(), box.x + Look.px(2), box.y - Look.px(6));
    }
    g2.setColor(Look.color(line.mine() ? "mine" : "theirs"));
    g2.fillRoundRect(box.x, box.y, box.width, box.height, Look.px(20), Look.px(20));
    g2.setColor(Look.color("text"));
    text(g2, bubble);
    meta(g2, line, box);
  }

  private void meta(Graphics2D g2, Line line, Rectangle box) {
    boolean failed = line.mine() && line.state() == DeliveryState.FAILED;
    Color color = Look.color(failed ? "danger" : "muted");
    g2.setColor(color);
    g2.setFont(metaFont());
    int right = box.x + box.width - Look.px(Arrangement.PADDING_X);
    int base = box.y + box.height - Look.px(Arrangement.PADDING_Y);
    int x = right - metaWidth(line);
    g2.drawString(meta(line), x, base);
    if (line.mine()) {
      ticks(g2, line.state(), right - Look.px(14), base - Look.px(9));
    }
  }

  /** A clock, one tick, two ticks, or a warning. */
  private static void ticks(Graphics2D g2, DeliveryState state, int x, int y) {
    double unit = Look.px(10) / 10.0;
    g2.setStroke(
        new BasicStroke((float) (1.4 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    switch (state) {
      case QUEUED -> {
        int size = (int) (9 * unit);
        g2.drawOval(x + (int) (2 * unit), y, size, size);
        Path2D hands = new Path2D.Double();
        hands.moveTo(x + 6.5 * unit, y + 2 * unit);
        hands.lineTo(x + 6.5 * unit, y + 4.8 * unit);
        hands.lineTo(x + 8.4 * unit, y + 4.8 * unit);
        g2.draw(hands);
      }
      case FAILED -> Glyph.WARNING.paint(g2, x, y - 2 * unit, 13 * unit, Look.color("danger"));
      case SENT -> g2.draw(tick(x + 3 * unit, y, unit));
      case DELIVERED, RECEIVED -> {
        g2.setColor(Look.color("accent"));
        g2.draw(tick(x, y, unit));
        g2.draw(tick(x + 5 * unit, y, unit));
      }
    }
  }

  private static Path2D tick(double x, double y, double unit) {
    Path2D tick = new Path2D.Double();
    tick.moveTo(x, y + 5.2 * unit);
    tick.lineTo(x + 2.8 * unit, y + 8 * unit);
    tick.lineTo(x + 8.2 * unit, y + 1.8 * unit);
    return tick;
  }
}
