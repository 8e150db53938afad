package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Look;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedCharacterIterator;
import java.text.AttributedString;
import java.text.CharacterIterator;
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
  private List<Place> links = List.of();
  private float height;
  private float widest;

  /** Where a link stands in one of the broken lines. */
  private record Place(int layout, int start, int end, Links.Link link) {}

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
    links = new ArrayList<>();
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
    AttributedString said = Emoji.system().in(paragraph, shown);
    List<Links.Link> here = line.isSaid() ? Links.in(letters(said)) : List.of();
    for (Links.Link each : here) {
      said.addAttribute(
          TextAttribute.UNDERLINE, TextAttribute.UNDERLINE_LOW_ONE_PIXEL, each.start(), each.end());
    }
    AttributedCharacterIterator words = said.getIterator();
    LineBreakMeasurer measurer = new LineBreakMeasurer(words, context);
    while (measurer.getPosition() < words.getEndIndex()) {
      int from = measurer.getPosition();
      take(measurer.nextLayout(width));
      within(here, from, measurer.getPosition());
    }
  }

  private static String letters(AttributedString said) {
    AttributedCharacterIterator all = said.getIterator();
    StringBuilder out = new StringBuilder();
    for (char c = all.first(); c != CharacterIterator.DONE; c = all.next()) {
      out.append(c);
    }
    return out.toString();
  }

  /** Remembers where links stand in the line that was broken last. */
  private void within(List<Links.Link> here, int from, int to) {
    for (Links.Link each : here) {
      if (each.start() < to && each.end() > from) {
        int first = Math.max(each.start(), from) - from;
        links.add(new Place(layouts.size() - 1, first, Math.min(each.end(), to) - from, each));
      }
    }
  }

  /** A link under a point, which is counted from where the text begins. */
  Optional<Links.Link> linkAt(float x, float y, int across) {
    float top = 0;
    for (int i = 0; i < layouts.size(); i++) {
      TextLayout each = layouts.get(i);
      float bottom = top + spacing(each);
      if (y >= top && y < bottom) {
        float left = each.isLeftToRight() ? 0 : across - each.getVisibleAdvance();
        boolean inside = x >= left && x < left + each.getVisibleAdvance();
        int at = each.hitTestChar(x - left, each.getAscent() / 2).getCharIndex();
        return inside ? linkOf(i, at) : Optional.empty();
      }
      top = bottom;
    }
    return Optional.empty();
  }

  private Optional<Links.Link> linkOf(int layout, int at) {
    return links.stream()
        .filter(each -> each.layout() == layout && at >= each.start() && at < each.end())
        .map(Place::link)
        .findFirst();
  }

  /** Those in the text, in order. */
  List<Links.Link> links() {
    return links.stream().map(Place::link).distinct().toList();
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
