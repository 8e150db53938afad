package im.symbolon.messenger.export;

/** The beginning of a text, in one line. */
final class Excerpt {
  private static final int LONGEST = 160;

  private Excerpt() {}

  static String of(String text) {
    String line = text.replace('\n', ' ').trim();
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
