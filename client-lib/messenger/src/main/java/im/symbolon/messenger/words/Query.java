package im.symbolon.messenger.words;

import im.symbolon.messenger.chat.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What a person looks for: every word of it, in whatever order, and the last one by its beginning.
 */
public final class Query {
  /** What is typed beyond is left out. */
  public static final int MAX_LENGTH = 256;

  /** Words beyond are left out. */
  public static final int MAX_WORDS = 16;

  private final List<String> needles;

  private Query(List<String> needles) {
    this.needles = needles;
  }

  /** Never refuses; {@link #isEmpty} when there is no word in it. */
  public static Query of(String typed) {
    int length = Math.min(typed.length(), MAX_LENGTH);
    if (length > 0 && Character.isHighSurrogate(typed.charAt(length - 1))) {
      length--;
    }
    List<String> needles = new ArrayList<>();
    StringTokenizer words = new StringTokenizer(Words.of(typed.substring(0, length)), " ");
    while (words.hasMoreTokens() && needles.size() < MAX_WORDS) {
      String word = words.nextToken();
      boolean last = !words.hasMoreTokens() || needles.size() == MAX_WORDS - 1;
      needles.add(needle(word, last));
    }
    needles.sort(Comparator.comparing(String::length).reversed());
    return new Query(Collections.unmodifiableList(needles));
  }

  private static String needle(String word, boolean last) {
    if (Folding.kind(word.codePointAt(0)) == Folding.Kind.SPACELESS) {
      return word;
    }
    return last ? " " + word : " " + word + " ";
  }

  /** True when there is nothing to look for. */
  public boolean isEmpty() {
    return needles.isEmpty();
  }

  /** What each {@linkplain Words#of form} that fits has in it; the longest first. */
  public List<String> needles() {
    return needles;
  }

  /** Whether everything that is looked for is in that {@linkplain Words#of form}. */
  public boolean fits(String form) {
    for (String each : needles) {
      if (!form.contains(each)) {
        return false;
      }
    }
    return true;
  }

  /** Where in that text there is anything of it, in order and apart from each other. */
  public List<Span> in(String text) {
    Words words = Words.mapped(text);
    String form = words.form();
    List<Span> found = new ArrayList<>();
    for (String each : needles) {
      for (int at = form.indexOf(each); at >= 0; at = form.indexOf(each, at + 1)) {
        int first = at + (each.charAt(0) == ' ' ? 1 : 0);
        int last = at + each.length() - (each.endsWith(" ") ? 2 : 1);
        found.add(new Span(words.begin(first), words.end(last)));
      }
    }
    found.sort(Comparator.comparing(Span::begin).thenComparing(Span::end));
    return joined(found);
  }

  private static List<Span> joined(List<Span> found) {
    List<Span> out = new ArrayList<>();
    for (Span each : found) {
      int before = out.size() - 1;
      if (before >= 0 && each.begin() <= out.get(before).end()) {
        Span one = out.get(before);
        out.set(before, new Span(one.begin(), Math.max(one.end(), each.end())));
      } else {
        out.add(each);
      }
    }
    return Collections.unmodifiableList(out);
  }

  /** Only the type's name: what somebody looks for does not belong into logs. */
  @Override
  public String toString() {
    return "Query";
  }
}
