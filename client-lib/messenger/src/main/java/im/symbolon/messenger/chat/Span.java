package im.symbolon.messenger.chat;

/**
 * A part of a text, in {@code char}s.
 *
 * @param begin of the first
 * @param end after the last
 */
public record Span(int begin, int end) {
  public Span {
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException("not a part of a text");
    }
  }
}
