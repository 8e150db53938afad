package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Pictures;
import im.symbolon.swing.look.When;
import im.symbolon.views.Line;
import im.symbolon.views.Texts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.awt.geom.Path2D;

/** Paints bubbles, notes and days. */
final class Painter {
  private static final int TICKS = 20;

  /** From the edge to a time that stands on a picture. */
  private static final int BARE = 18;

  private static final Color ON_PICTURE = new Color(0, 0, 0, 120);

  private final Texts texts;
  private final When when;
  private final Quotes quotes;
  private final FileParts files;
  private final Pictures people;

  Painter(Parts parts, When when, FileParts files) {
    this.files = files;
    this.texts = parts.texts();
    this.quotes = new Quotes(texts);
    this.people = parts.pictures();
    this.when = when;
  }

  FileParts files() {
    return files;
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
    if (line.mine() && line.state() == DeliveryState.FAILED) {
      return texts.text("state", line.state()) + " · " + time;
    }
    return line.fate().edited() ? texts.text("chat.edited") + " · " + time : time;
  }

  /** How wide it has to be for what stands beside its text: what it answers, and reactions. */
  int besidesText(Line line) {
    int quote = line.quote().map(quotes::width).orElse(0);
    return Math.max(quote, quotes.width(line.fate().reactions()));
  }

  void paint(Graphics2D g2, Bubble bubble, int width) {
    int top = bubble.top();
    if (bubble.above().day().isPresent()) {
      band(g2, when.heading(bubble.above().day().get()), "muted", new Point(width, top));
      top += Look.px(Arrangement.BAND);
    }
    if (bubble.above().unread()) {
      fresh(g2, new Point(width, top));
    }
    if (bubble.row().line().isNote()) {
      note(g2, bubble);
    } else {
      said(g2, bubble);
    }
  }

  /** A line across, from which on nothing was read. */
  private void fresh(Graphics2D g2, Point place) {
    g2.setColor(Look.color("accent"));
    int y = place.y + Look.px(20);
    int side = Look.px(Arrangement.SIDE);
    g2.fillRect(side, y, place.x - 2 * side, 1);
    band(g2, texts.text("chat.new"), "accent", place);
  }

  /**
   * @param place the width of all, and the top
   */
  private static void band(Graphics2D g2, String text, String color, Point place) {
    g2.setFont(Look.font(0.84f, Font.BOLD));
    FontMetrics metrics = g2.getFontMetrics();
    int across = metrics.stringWidth(text) + Look.px(24);
    int tall = Look.px(24);
    int x = (place.x - across) / 2;
    int y = place.y + Look.px(8);
    g2.setColor(Look.color("theirs"));
    g2.fillRoundRect(x, y, across, tall, tall, tall);
    g2.setColor(Look.color(color));
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
    bubble.row().paint(g2, box.x + padding, bubble.said(), box.width - 2 * padding);
  }

  private void said(Graphics2D g2, Bubble bubble) {
    Line line = bubble.row().line();
    Rectangle box = bubble.box();
    if (bubble.above().named()) {
      g2.setFont(Look.font(0.88f, Font.BOLD));
      g2.setColor(Avatar.color(line.sender()));
      g2.drawString(bubble.above().name(), box.x + Look.px(2), box.y - Look.px(6));
      Rectangle face = bubble.face();
      Avatar.Square place = new Avatar.Square(face.x, face.y, face.width);
      people.paint(g2, line.sender(), bubble.above().name(), false, place);
    }
    g2.setColor(Look.color(line.mine() ? "mine" : "theirs"));
    g2.fillRoundRect(box.x, box.y, box.width, box.height, Look.px(20), Look.px(20));
    for (int i = 0; i < bubble.files().size(); i++) {
      files.paint(g2, placed(bubble, i));
    }
    if (!line.text().isEmpty() || line.files().isEmpty()) {
      g2.setColor(Look.color(line.fate().retracted() ? "muted" : "text"));
      text(g2, bubble);
    }
    if (bubble.isBare()) {
      ground(g2, line, box);
    }
    meta(g2, bubble);
    line.quote().ifPresent(quote -> quotes.paint(g2, quote, box));
    quotes.paint(g2, line, box);
  }

  /** One of the files of a bubble. */
  FileParts.Placed placed(Bubble bubble, int index) {
    Line line = bubble.row().line();
    return new FileParts.Placed(
        line, index, files.state(line.file(index)), bubble.files().get(index));
  }

  /** For the time, where it stands on a picture. */
  private void ground(Graphics2D g2, Line line, Rectangle box) {
    int tall = Look.px(20);
    int across = metaWidth(line) + Look.px(16);
    int x = box.x + box.width - across - Look.px(BARE - 8);
    int y = box.y + box.height - tall - Look.px(10);
    g2.setColor(ON_PICTURE);
    g2.fillRoundRect(x, y, across, tall, tall, tall);
  }

  private void meta(Graphics2D g2, Bubble bubble) {
    Line line = bubble.row().line();
    Rectangle box = bubble.box();
    boolean failed = line.mine() && line.state() == DeliveryState.FAILED;
    Color calm = bubble.isBare() ? Color.WHITE : Look.color("muted");
    g2.setColor(failed && !bubble.isBare() ? Look.color("danger") : calm);
    g2.setFont(metaFont());
    boolean bare = bubble.isBare();
    int right = box.x + box.width - Look.px(bare ? BARE : Arrangement.PADDING_X);
    int base = box.y + box.height - Look.px(bare ? BARE - 2 : Arrangement.PADDING_Y);
    int x = right - metaWidth(line);
    g2.drawString(meta(line), x, base);
    if (line.mine()) {
      ticks(g2, line, new Point(right - Look.px(14), base - Look.px(9)), calm);
    }
  }

  /** A clock, one tick, two ticks, which have a colour when it was read, or a warning. */
  private static void ticks(Graphics2D g2, Line line, Point place, Color calm) {
    int x = place.x;
    int y = place.y;
    double unit = Look.px(10) / 10.0;
    g2.setStroke(
        new BasicStroke((float) (1.4 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    switch (line.state()) {
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
        boolean read = line.fate().read() && !calm.equals(Color.WHITE);
        g2.setColor(read ? Look.color("accent") : calm);
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
