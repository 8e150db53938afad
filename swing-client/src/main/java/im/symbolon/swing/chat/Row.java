package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Look;
import im.symbolon.views.Line;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of one line of a chat, broken for a width. Keeps what it computed for the last one. */
final class Row {
  /** So many emoji alone are shown large. */
  private static final int FEW = 3;

  private static final float LARGE = 2.2f;

  private final Line line;
  private final String text;
  private Font font = Look.font();
  private int width = -1;
  private List<TextLayout> layouts = List.of();
  private float height;
  private float widest;

  Row(Line line, String text) {
    this.line = line;
    this.text = text;
  }

  Line line() {
    return line;
  }

  String text() {
    return text;
  }

  boolean shows(Line other, String itsText) {
    return line.equals(other) && text.equals(itsText);
  }

  /** Breaks it for that width, in that font, if it is not yet. */
  void lay(int wanted, Font with, FontRenderContext context) {
    int clamped = Math.max(40, wanted);
    if (clamped == width && with.equals(font)) {
      return;
    }
    width = clamped;
    font = with;
    Font shown = Emoji.system().isFew(text, FEW) ? with.deriveFont(with.getSize2D() * LARGE) : with;
    layouts = new ArrayList<>();
    height = 0;
    widest = 0;
    for (String paragraph : text.split("\n", -1)) {
      lay(paragraph, shown, context);
    }
  }

  private void lay(String paragraph, Font shown, FontRenderContext context) {
    if (paragraph.isEmpty()) {
      take(new TextLayout(" ", shown, context));
      return;
    }
    AttributedCharacterIterator words = Emoji.system().in(paragraph, shown).getIterator();
    LineBreakMeasurer measurer = new LineBreakMeasurer(words, context);
    while (measurer.getPosition() < words.getEndIndex()) {
      take(measurer.nextLayout(width));
    }
  }

  private void take(TextLayout layout) {
    layouts.add(layout);
    height += spacing(layout);
    widest = Math.max(widest, layout.getVisibleAdvance());
  }

  private static float spacing(TextLayout layout) {
    return (layout.getAscent() + layout.getDescent() + layout.getLeading()) * 1.12f;
  }

  int height() {
    return (int) Math.ceil(height);
  }

  int widest() {
    return (int) Math.ceil(widest);
  }

  /** How wide the last line is, if something short can stand beside it. */
  Optional<Integer> lastLine() {
    if (layouts.isEmpty() || !layouts.get(layouts.size() - 1).isLeftToRight()) {
      return Optional.empty();
    }
    return Optional.of((int) Math.ceil(layouts.get(layouts.size() - 1).getVisibleAdvance()));
  }

  /** Paints it; lines from right to left stand at the right of that width. */
  void paint(Graphics2D g2, float x, float y, int across) {
    float base = y;
    for (TextLayout each : layouts) {
      float from = each.isLeftToRight() ? x : x + across - each.getVisibleAdvance();
      each.draw(g2, from, base + each.getAscent());
      base += spacing(each);
    }
  }
}
