package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Span;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Look;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
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
  private Color named = Color.GRAY;
  private int width = -1;
  private List<TextLayout> layouts = List.of();
  private List<Place<Links.Link>> links = List.of();
  private List<Place<Line.Named>> names = List.of();
  private float height;
  private float widest;

  /** Where a link or a name stands in one of the broken lines. */
  private record Place<T>(int layout, int start, int end, T what) {}

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
    if (clamped == width && with.equals(font) && Look.color("named").equals(named)) {
      return;
    }
    width = clamped;
    font = with;
    named = Look.color("named");
    Font shown = Emoji.system().isFew(text, FEW) ? with.deriveFont(with.getSize2D() * LARGE) : with;
    layouts = new ArrayList<>();
    links = new ArrayList<>();
    names = new ArrayList<>();
    height = 0;
    widest = 0;
    int from = 0;
    for (String paragraph : text.split("\n", -1)) {
      lay(paragraph, named(from, from + paragraph.length()), shown, context);
      from += paragraph.length() + 1;
    }
  }

  /** Who is named in that part of the text, with places that are counted from where it begins. */
  private List<Line.Named> named(int from, int to) {
    if (!text.equals(line.text())) {
      return List.of(); // a sentence of ours
    }
    return line.named().stream()
        .filter(each -> each.start() >= from && each.end() <= to)
        .map(each -> new Line.Named(each.start() - from, each.end() - from, each.who(), each.me()))
        .toList();
  }

  private void lay(
      String paragraph, List<Line.Named> named, Font shown, FontRenderContext context) {
    if (paragraph.isEmpty()) {
      take(new TextLayout(" ", shown, context));
      return;
    }
    AttributedString said = Emoji.system().in(paragraph, shown);
    List<Place<Line.Named>> people = mark(said, paragraph, named, shown);
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
      people.forEach(each -> within(each, names, from, measurer.getPosition()));
    }
  }

  /** Makes names look like such; returns where they stand. */
  private List<Place<Line.Named>> mark(
      AttributedString said, String paragraph, List<Line.Named> people, Font shown) {
    List<Place<Line.Named>> found = new ArrayList<>();
    for (Line.Named each : people) {
      Span part = new Span(each.start(), each.end());
      for (Span place : Emoji.system().shown(paragraph, List.of(part))) {
        Color color = each.me() ? Look.color("onAccent") : named;
        said.addAttribute(TextAttribute.FOREGROUND, color, place.begin(), place.end());
        said.addAttribute(
            TextAttribute.FONT, shown.deriveFont(Font.BOLD), place.begin(), place.end());
        found.add(new Place<>(0, place.begin(), place.end(), each));
      }
    }
    return found;
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
    here.forEach(each -> within(new Place<>(0, each.start(), each.end(), each), links, from, to));
  }

  /** The same for one part of the text, as far as it is in that line. */
  private <T> void within(Place<T> part, List<Place<T>> known, int from, int to) {
    if (part.start() < to && part.end() > from) {
      int first = Math.max(part.start(), from) - from;
      int end = Math.min(part.end(), to) - from;
      known.add(new Place<>(layouts.size() - 1, first, end, part.what()));
    }
  }

  /** A link under a point, which is counted from where the text begins. */
  Optional<Links.Link> linkAt(Point at, int across) {
    return at(at, across, links);
  }

  /** The same for somebody who is named. */
  Optional<BareJid> personAt(Point at, int across) {
    return at(at, across, names).map(Line.Named::who);
  }

  private <T> Optional<T> at(Point point, int across, List<Place<T>> places) {
    float top = 0;
    for (int i = 0; i < layouts.size(); i++) {
      TextLayout each = layouts.get(i);
      float bottom = top + spacing(each);
      if (point.y >= top && point.y < bottom) {
        float left = left(each, 0, across);
        boolean inside = point.x >= left && point.x < left + each.getVisibleAdvance();
        int at = each.hitTestChar(point.x - left, each.getAscent() / 2).getCharIndex();
        return inside ? of(places, i, at) : Optional.empty();
      }
      top = bottom;
    }
    return Optional.empty();
  }

  private static <T> Optional<T> of(List<Place<T>> places, int layout, int at) {
    return places.stream()
        .filter(each -> each.layout() == layout && at >= each.start() && at < each.end())
        .map(Place::what)
        .findFirst();
  }

  /** Those in the text, in order. */
  List<Links.Link> links() {
    return links.stream().map(Place::what).distinct().toList();
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
    for (int i = 0; i < layouts.size(); i++) {
      TextLayout each = layouts.get(i);
      float from = left(each, x, across);
      ground(g2, i, from, base + each.getAscent());
      each.draw(g2, from, base + each.getAscent());
      base += spacing(each);
    }
  }

  /** The own name stands on a ground of its own. */
  private void ground(Graphics2D g2, int layout, float x, float y) {
    Color before = g2.getColor();
    for (Place<Line.Named> each : names) {
      if (each.layout() == layout && each.what().me()) {
        TextLayout text = layouts.get(layout);
        Rectangle2D box = text.getLogicalHighlightShape(each.start(), each.end()).getBounds2D();
        int side = Look.px(2); // what follows stands close
        int arc = Look.px(8);
        g2.setColor(Look.color("accent"));
        g2.fill(
            new RoundRectangle2D.Double(
                x + box.getX() - side,
                y + box.getY(),
                box.getWidth() + 1.5 * side,
                box.getHeight(),
                arc,
                arc));
      }
    }
    g2.setColor(before);
  }

  /** Lines from right to left stand at the right. */
  private static float left(TextLayout layout, float x, int across) {
    return layout.isLeftToRight() ? x : x + across - layout.getVisibleAdvance();
  }
}
