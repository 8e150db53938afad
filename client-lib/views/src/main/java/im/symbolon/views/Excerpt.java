package im.symbolon.views;

import im.symbolon.messenger.chat.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text around what was found in it, in one line.
 *
 * @param spans what was found, in this text
 */
public record Excerpt(String text, List<Span> spans) {
  private static final int BEFORE = 20;
  private static final int LENGTH = 160;
  private static final String MORE = "…";

  public Excerpt {
    spans = List.copyOf(spans);
  }

  /** Begins a little before the first thing that was found. */
  static Excerpt of(String text, List<Span> found) {
    int first = found.isEmpty() ? 0 : found.get(0).begin();
    int begin = first <= BEFORE ? 0 : wordAt(text, first - BEFORE, first);
    int end = whole(text, Math.min(text.length(), begin + LENGTH));
    String lead = begin == 0 ? "" : MORE;
    String cut = flat(text.substring(begin, end));
    List<Span> spans = new ArrayList<>();
    for (Span each : found) {
      if (each.begin() < end) {
        int by = lead.length() - begin;
        spans.add(new Span(each.begin() + by, Math.min(each.end(), end) + by));
      }
    }
    return new Excerpt(lead + cut + (end < text.length() ? MORE : ""), spans);
  }

  /** Where a word begins there, if one does. */
  private static int wordAt(String text, int from, int to) {
    int space = text.indexOf(' ', from);
    return space >= 0 && space + 1 < to ? space + 1 : whole(text, from);
  }

  /** Not between the halves of a character. */
  private static int whole(String text, int at) {
    boolean split = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return split ? at - 1 : at;
  }

  private static String flat(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (Character.isWhitespace(out.charAt(i)) || Character.isISOControl(out.charAt(i))) {
        out.setCharAt(i, ' ');
      }
    }
    return out.toString();
  }
}
