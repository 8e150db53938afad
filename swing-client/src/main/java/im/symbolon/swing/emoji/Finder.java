package im.symbolon.swing.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds emoji in texts, by what a font has pictures of. */
final class Finder {
  private static final int AS_PICTURE = 0xFE0F;
  private static final int AS_TEXT = 0xFE0E;
  private static final int ASCII = 0x7F;
  private static final int PICTOGRAPHS = 0x1F000;
  private static final int LONGEST = 12;

  /** Those of the older symbols that are pictures without being asked to (Unicode 15). */
  private static final String PICTURES =
      "\u231A\u231B\u23E9\u23EA\u23EB\u23EC\u23F0\u23F3\u25FD\u25FE\u2614\u2615\u2648\u2649\u264A"
          + "\u264B\u264C\u264D\u264E\u264F\u2650\u2651\u2652\u2653\u267F\u2693\u26A1\u26AA\u26AB"
          + "\u26BD\u26BE\u26C4\u26C5\u26CE\u26D4\u26EA\u26F2\u26F3\u26F5\u26FA\u26FD\u2705\u270A"
          + "\u270B\u2728\u274C\u274E\u2753\u2754\u2755\u2757\u2764\u2795\u2796\u2797\u27B0\u27BF"
          + "\u2B1B\u2B1C\u2B50\u2B55";

  private final EmojiFont font;

  /** One emoji in a text. */
  record Found(int start, int end, int glyph) {}

  Finder(EmojiFont font) {
    this.font = font;
  }

  Optional<byte[]> picture(int glyph) {
    return font.picture(glyph);
  }

  List<Found> all(String text) {
    List<Found> all = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      Optional<Found> found = point < 0x23 ? Optional.empty() : at(text, at);
      found.ifPresent(all::add);
      at = found.map(Found::end).orElse(at + Character.charCount(point));
    }
    return all;
  }

  private Optional<Found> at(String text, int start) {
    Run run = new Run(text, start);
    Optional<Ligatures.Ligature> several =
        run.glyphs.size() < 2 ? Optional.empty() : font.ligatures().longest(run.glyphs);
    if (several.filter(each -> font.hasPicture(each.glyph())).isPresent()) {
      int end = run.ends.get(several.get().rest().size());
      return Optional.of(new Found(start, end, several.get().glyph()));
    }
    boolean one = run.isPicture() && font.hasPicture(run.glyphs.get(0));
    return one
        ? Optional.of(new Found(start, run.ends.get(0), run.glyphs.get(0)))
        : Optional.empty();
  }

  /** What may belong together: glyphs, and where each ends with what selects how it is shown. */
  private final class Run {
    private final List<Integer> glyphs = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final int first;
    private Optional<Boolean> asked = Optional.empty();

    Run(String text, int start) {
      first = text.codePointAt(start);
      int at = start;
      boolean goesOn = true;
      while (goesOn && at < text.length() && glyphs.size() < LONGEST) {
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        goesOn = isSelector(point) ? select(point, at) : add(point, at);
      }
    }

    private boolean select(int point, int end) {
      if (ends.isEmpty()) {
        return false;
      }
      if (ends.size() == 1) {
        asked = Optional.of(point == AS_PICTURE);
      }
      ends.set(ends.size() - 1, end);
      return true;
    }

    private boolean add(int point, int end) {
      Optional<Integer> glyph = font.glyph(point);
      glyph.ifPresent(glyphs::add);
      glyph.ifPresent(each -> ends.add(end));
      return glyph.isPresent();
    }

    /** The first one alone: digits and the like are pictures in sequences only. */
    boolean isPicture() {
      boolean usual = first >= PICTOGRAPHS || PICTURES.indexOf(first) >= 0;
      return !glyphs.isEmpty() && first > ASCII && asked.orElse(usual);
    }
  }

  private static boolean isSelector(int point) {
    return point == AS_PICTURE || point == AS_TEXT;
  }
}
