package im.symbolon.views;

/**
 * What others chose to be read, made so that it tricks nobody's eyes: no name reaches beyond its
 * line, turns what stands beside it round, or looks like nothing at all.
 */
public final class Harmless {
  /** Of a name, in characters that one sees. */
  public static final int LONGEST_NAME = 80;

  /** Scripts that people write have no more above or below one letter. */
  private static final int MARKS = 4;

  private static final int JOINER = 0x200D;
  private static final String LEFT_TO_RIGHT = "\u200E";

  private Harmless() {}

  /** A name in one line; empty when there is nothing in it to be seen. */
  public static String name(String said) {
    StringBuilder out = new StringBuilder();
    int seen = 0;
    int marks = 0;
    int c;
    for (int i = 0; i < said.length() && seen <= LONGEST_NAME; i += Character.charCount(c)) {
      c = said.codePointAt(i);
      if (isSpace(c)) {
        boolean after = out.length() > 0 && out.charAt(out.length() - 1) != ' ';
        out.append(after ? " " : "");
        marks = 0;
      } else if (isMark(c) || c == JOINER) {
        marks++;
        boolean fits = seen > 0 && marks <= MARKS;
        out.append(fits ? new String(Character.toChars(c)) : "");
      } else if (isSeen(c)) {
        out.appendCodePoint(c);
        seen++;
        marks = 0;
      }
    }
    return cut(out, seen);
  }

  private static String cut(StringBuilder out, int seen) {
    if (seen > LONGEST_NAME) {
      out.setLength(out.offsetByCodePoints(out.length(), -1));
      return out.toString().trim() + "…";
    }
    return out.toString().trim();
  }

  /**
   * A text of several lines, without what would show its letters in another order than they stand
   * in: the marks that set the direction against the letters themselves.
   */
  public static String text(String said) {
    StringBuilder out = new StringBuilder(said.length());
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      boolean turns = c == '\u202D' || c == '\u202E';
      boolean odd = Character.isISOControl(c) && c != '\n' && c != '\t';
      if (!turns && !odd) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** An address or a part of one, whose parts stay in their order whatever letters are in them. */
  public static String address(String said) {
    boolean plain = said.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    if (plain) {
      return said;
    }
    StringBuilder out = new StringBuilder(LEFT_TO_RIGHT);
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      boolean joint = c == '@' || c == '.' || c == '/';
      out.append(joint ? LEFT_TO_RIGHT + c + LEFT_TO_RIGHT : String.valueOf(c));
    }
    return out.append(LEFT_TO_RIGHT).toString();
  }

  private static boolean isSpace(int c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isSeen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlank(c);
    };
  }

  /** Letters that leave no ink: fillers of Hangul, and braille without dots. */
  private static boolean isBlank(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
  }
}
