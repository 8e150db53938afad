package im.symbolon.messenger.words;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What one character is to a search, alone and whatever stands beside it. */
final class Folding {
  private static final int KNOWN = 0x600;
  private static final String[] FOLDED = new String[KNOWN];

  /** Letters that Unicode does not take apart, but that people type without their stroke. */
  private static final String STROKED = "øđħłŧæœıþð";

  private static final String[] PLAIN = {"o", "d", "h", "l", "t", "ae", "oe", "i", "th", "d"};

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.JAVANESE,
          UnicodeScript.BALINESE);

  static {
    for (int i = 0; i < KNOWN; i++) {
      FOLDED[i] = fold(i);
    }
  }

  private Folding() {}

  /** What a character does to the word before it. */
  enum Kind {
    /** Ends it. */
    BREAK,
    /** Belongs to it, if there is one. */
    JOINS,
    /** A letter or digit where words are separated. */
    SPACED,
    /** A letter where they are not, or a pictograph. */
    SPACELESS
  }

  static Kind kind(int codePoint) {
    if (codePoint < 0x80) {
      return Character.isLetterOrDigit(codePoint) ? Kind.SPACED : Kind.BREAK;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.FORMAT ->
          Kind.JOINS;
      case Character.OTHER_SYMBOL, Character.SURROGATE -> Kind.SPACELESS;
      case Character.MODIFIER_SYMBOL -> codePoint >= 0x1F3FB ? Kind.JOINS : Kind.BREAK; // of skin
      default -> Character.isLetterOrDigit(codePoint) ? letter(codePoint) : Kind.BREAK;
    };
  }

  private static Kind letter(int codePoint) {
    UnicodeScript script = UnicodeScript.of(codePoint);
    if (script == UnicodeScript.COMMON && Character.getType(codePoint) == MODIFIER) {
      return Kind.JOINS; // such as the long vowel of katakana
    }
    return WITHOUT_SPACES.contains(script) ? Kind.SPACELESS : Kind.SPACED;
  }

  private static final int MODIFIER = Character.MODIFIER_LETTER;

  /** Empty for what makes no difference. */
  static String of(int codePoint) {
    return codePoint < KNOWN ? FOLDED[codePoint] : fold(codePoint);
  }

  private static String fold(int codePoint) {
    if (Character.isDigit(codePoint)) {
      return String.valueOf(Character.forDigit(Character.digit(codePoint, 10), 10));
    }
    if (isDropped(codePoint)) {
      return "";
    }
    String apart =
        Normalizer.normalize(new String(Character.toChars(codePoint)), Normalizer.Form.NFKD);
    StringBuilder out = new StringBuilder(apart.length());
    apart
        .codePoints()
        .filter(each -> !isDropped(each) && kind(each) != Kind.BREAK)
        .forEach(out::appendCodePoint);
    // By way of capitals: ß is SS there, and every sigma the same.
    String small = out.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    int stroked = small.length() == 1 ? STROKED.indexOf(small.charAt(0)) : -1;
    return stroked >= 0 ? PLAIN[stroked] : small.replace('ς', 'σ');
  }

  /** Accents, the points of Hebrew and Arabic, and what is not visible. */
  private static boolean isDropped(int codePoint) {
    return (codePoint >= 0x0300 && codePoint <= 0x036F)
        || (codePoint >= 0x0591 && codePoint <= 0x05C7)
        || (codePoint >= 0x0610 && codePoint <= 0x061A)
        || (codePoint >= 0x064B && codePoint <= 0x065F)
        || codePoint == 0x0640
        || codePoint == 0x0670
        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)
        || Character.getType(codePoint) == Character.FORMAT;
  }
}
