package im.symbolon.messenger.words;

import im.symbolon.messenger.words.Folding.Kind;
import java.util.Arrays;

/**
 * The words of a text in the form in which they are searched, and where in the text each character
 * of it comes from.
 */
public final class Words {
  /**
   * Longest form in characters. A text of 64 KiB, the longest that is sent, is well below, unless
   * it is made of characters that stand for many.
   */
  public static final int MAX_LENGTH = 128 * 1024;

  private final StringBuilder form = new StringBuilder();
  private Kind last = Kind.BREAK;
  private int[] begins;
  private int[] ends;

  private Words(boolean mapped) {
    begins = mapped ? new int[64] : new int[0];
    ends = begins.clone();
  }

  /**
   * Each word between two spaces, and nothing else: no line break is in it. Empty for a text
   * without any. What is beyond {@link #MAX_LENGTH} is left out.
   */
  public static String of(String text) {
    return new Words(false).read(text).form.toString();
  }

  /** The same, with where it comes from. */
  static Words mapped(String text) {
    return new Words(true).read(text);
  }

  String form() {
    return form.toString();
  }

  /** Where in the text that character of the form begins. */
  int begin(int at) {
    return begins[at];
  }

  /** Where in the text it ends, with what belongs to it. */
  int end(int at) {
    return ends[at];
  }

  private Words read(String text) {
    int at = 0;
    while (at < text.length() && form.length() < MAX_LENGTH) {
      int codePoint = text.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      take(codePoint, at, next);
      at = next;
    }
    close(at);
    return this;
  }

  private void take(int codePoint, int at, int next) {
    Kind kind = Folding.kind(codePoint);
    if (kind == Kind.BREAK) {
      close(at);
      return;
    }
    boolean inWord = last != Kind.BREAK;
    if (kind == Kind.JOINS && !inWord) {
      return;
    }
    String folded = Folding.of(codePoint);
    if (folded.isEmpty()) {
      reach(next);
      return;
    }
    if (kind != Kind.JOINS && kind != last) {
      close(at);
      append(' ', at, at);
      last = kind;
    }
    for (int i = 0; i < folded.length(); i++) {
      append(folded.charAt(i), at, next);
    }
  }

  private void close(int at) {
    if (last != Kind.BREAK) {
      append(' ', at, at);
      last = Kind.BREAK;
      // One space between two words: the next begins with this one.
    }
  }

  private void append(char each, int begin, int end) {
    if (each == ' ' && form.length() > 0 && form.charAt(form.length() - 1) == ' ') {
      return;
    }
    if (begins.length > 0) {
      if (form.length() == begins.length) {
        begins = Arrays.copyOf(begins, 2 * begins.length);
        ends = Arrays.copyOf(ends, 2 * ends.length);
      }
      begins[form.length()] = begin;
      ends[form.length()] = end;
    }
    form.append(each);
  }

  /** What follows belongs to the last character. */
  private void reach(int end) {
    if (begins.length > 0 && last != Kind.BREAK) {
      ends[form.length() - 1] = end;
    }
  }
}
