package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses and names that look like others. The letters that are alike are those with which people
 * are deceived, Latin's twins in Cyrillic, Greek and Armenian; all of Unicode's (UTS 39) would be a
 * library of 14 MB beside a client of 15.
 */
public final class Lookalike {
  /** Each letter, and after it the one of Latin that it looks like. */
  private static final String TWINS =
      "аaвbсcԁdеeһhіiјjкkӏlмmнhоoрpԛqѕsтtуyхxԝwѵvгrпnьbѡwғf"
          + "αaβbεeηnιiκkνvοoρpτtυuχxγyωwϲcϳj"
          + "օoսuհhցgոnѕsյjզqաwɡgıiłløoɑaßb0o1l|l";

  private static final Map<Integer, String> LATIN = new HashMap<>();

  static {
    for (int i = 0; i < TWINS.length(); i += 2) {
      LATIN.put((int) TWINS.charAt(i), TWINS.substring(i + 1, i + 2));
    }
  }

  /** Han stands beside the other scripts of its languages. */
  private static final Set<UnicodeScript> EAST =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.LATIN);

  /** Why an address may not be the one that it seems to be. */
  public enum Doubt {
    /** Letters of several scripts stand in one word. */
    MIXED_SCRIPTS,
    /** All its letters are of another script and look like Latin. */
    FOREIGN_LETTERS,
    /** Somebody who is known has an address that looks the same. */
    LIKE_ANOTHER
  }

  private Lookalike() {}

  /**
   * What is odd about an address.
   *
   * @param known the addresses of whom one knows
   */
  public static Optional<Doubt> in(BareJid address, Collection<BareJid> known) {
    String shape = shape(shown(address));
    for (BareJid each : known) {
      if (!each.equals(address) && shape(shown(each)).equals(shape)) {
        return Optional.of(Doubt.LIKE_ANOTHER);
      }
    }
    return inWord(address.local()).isPresent() ? inWord(address.local()) : in(address.domain());
  }

  /** What is odd about the name of a machine. */
  public static Optional<Doubt> in(String domain) {
    for (String label : readable(domain).split("\\.", -1)) {
      Optional<Doubt> found = inWord(label);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A domain as people would see it, with what {@code xn--} stands for. */
  public static String readable(String domain) {
    try {
      return IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return domain;
    }
  }

  private static String shown(BareJid address) {
    return address.local() + "@" + readable(address.domain());
  }

  private static Optional<Doubt> inWord(String word) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    boolean likeLatin = true;
    int c;
    for (int i = 0; i < word.length(); i += Character.charCount(c)) {
      c = word.codePointAt(i);
      UnicodeScript script = UnicodeScript.of(c);
      if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
        scripts.add(script);
        likeLatin &= script != UnicodeScript.LATIN && LATIN.containsKey(c);
      }
    }
    if (scripts.size() > 1 && !EAST.containsAll(scripts)) {
      return Optional.of(Doubt.MIXED_SCRIPTS);
    }
    boolean foreign = scripts.size() == 1 && likeLatin;
    return foreign ? Optional.of(Doubt.FOREIGN_LETTERS) : Optional.empty();
  }

  /**
   * What a name looks like from afar: without marks, spaces and cases, with one letter for all its
   * twins. Two names of one shape are told apart by their addresses.
   */
  public static String shape(String name) {
    String apart = Normalizer.normalize(Harmless.name(name), Normalizer.Form.NFKD);
    StringBuilder out = new StringBuilder();
    int c;
    String lower = apart.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i += Character.charCount(c)) {
      c = lower.codePointAt(i);
      boolean mark =
          Character.getType(c) == Character.NON_SPACING_MARK
              || Character.getType(c) == Character.ENCLOSING_MARK;
      if (!mark && !Character.isSpaceChar(c)) {
        out.append(LATIN.getOrDefault(c, new String(Character.toChars(c))));
      }
    }
    return out.toString().replace("rn", "m").replace("vv", "w");
  }
}
