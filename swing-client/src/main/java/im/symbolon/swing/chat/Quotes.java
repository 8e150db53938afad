package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Look;
import im.symbolon.views.Line;
import im.symbolon.views.Texts;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.font.TextLayout;
import java.util.List;

/** Paints what a line answers, above its text, and what people think of it, at its lower edge. */
final class Quotes {
  private static final int INDENT = 11;
  private static final int CHIP = 24;
  private static final int GAP = 4;

  private final Texts texts;

  Quotes(Texts texts) {
    this.texts = texts;
  }

  private static Font nameFont() {
    return Look.font(0.84f, Font.BOLD);
  }

  private static Font textFont() {
    return Look.font(0.88f, Font.PLAIN);
  }

  private String name(Line.Quote quote) {
    return quote.mine() ? texts.text("common.you") : quote.author().local();
  }

  private String text(Line.Quote quote) {
    return quote.text().isEmpty() ? texts.text("chat.gone") : quote.text();
  }

  int width(Line.Quote quote) {
    float name = Emoji.system().line(name(quote), nameFont()).getAdvance();
    float text = Emoji.system().line(text(quote), textFont()).getAdvance();
    return (int) Math.ceil(Math.max(name, text)) + Look.px(INDENT + 2);
  }

  /** Of all chips beside each other. */
  int width(List<Line.Reaction> reactions) {
    return reactions.stream().mapToInt(each -> width(each) + Look.px(GAP)).sum();
  }

  private static int width(Line.Reaction reaction) {
    return (int) Math.ceil(chip(reaction).getAdvance()) + Look.px(16);
  }

  private static TextLayout chip(Line.Reaction reaction) {
    String count = reaction.people() > 1 ? " " + reaction.people() : "";
    return Emoji.system().line(reaction.emoji() + count, textFont());
  }

  /** Into the upper part of that box. */
  void paint(Graphics2D g2, Line.Quote quote, Rectangle box) {
    int x = box.x + Look.px(Arrangement.PADDING_X);
    int y = box.y + Look.px(Arrangement.PADDING_Y);
    int across = box.width - 2 * Look.px(Arrangement.PADDING_X);
    g2.setColor(Avatar.color(quote.author()));
    g2.fillRoundRect(x, y, Look.px(3), Look.px(38), Look.px(3), Look.px(3));
    int from = x + Look.px(INDENT);
    int width = across - Look.px(INDENT);
    g2.setFont(nameFont());
    Emoji.system().paint(g2, name(quote), new Point(from, y + Look.px(14)), width);
    g2.setFont(textFont());
    g2.setColor(Look.color("muted"));
    Emoji.system().paint(g2, text(quote), new Point(from, y + Look.px(33)), width);
  }

  /** Over the lower edge of that box. */
  void paint(Graphics2D g2, Line line, Rectangle box) {
    int x = box.x + Look.px(8);
    int y = box.y + box.height - Look.px(5);
    for (Line.Reaction each : line.fate().reactions()) {
      int across = width(each);
      paint(g2, each, new Rectangle(x, y, across, Look.px(CHIP)));
      x += across + Look.px(GAP);
    }
  }

  private static void paint(Graphics2D g2, Line.Reaction each, Rectangle chip) {
    g2.setColor(Look.color("window"));
    g2.fillRoundRect(
        chip.x - 2, chip.y - 2, chip.width + 4, chip.height + 4, chip.height, chip.height);
    g2.setColor(Look.color(each.mine() ? "selection" : "theirs"));
    g2.fillRoundRect(chip.x, chip.y, chip.width, chip.height, chip.height, chip.height);
    g2.setColor(Look.color(each.mine() ? "accent" : "text"));
    chip(each).draw(g2, chip.x + Look.px(8), chip.y + Look.px(17));
  }
}
