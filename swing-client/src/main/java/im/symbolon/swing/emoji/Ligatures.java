package im.symbolon.swing.emoji;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which glyphs become one: flags, families, tones of skin. The table GSUB, lookups of type 4. */
final class Ligatures {
  private static final int LIGATURE = 4;
  private static final int EXTENSION = 7;
  private static final int MOST = 200_000;

  private final ByteBuffer font;
  private final Map<Integer, List<Ligature>> byFirst = new HashMap<>();
  private int seen;

  /**
   * One sequence.
   *
   * @param rest the glyphs after the first one
   */
  record Ligature(List<Integer> rest, int glyph) {}

  Ligatures(ByteBuffer font, int table) {
    this.font = font;
    int lookups = table + u16(table + 8);
    int count = u16(lookups);
    for (int i = 0; i < count; i++) {
      lookup(lookups + u16(lookups + 2 + 2 * i));
    }
    byFirst.values().forEach(all -> all.sort((a, b) -> b.rest().size() - a.rest().size()));
  }

  private void count() {
    if (++seen > MOST) {
      throw new IllegalArgumentException("too many sequences");
    }
  }

  private int u16(int at) {
    return Short.toUnsignedInt(font.getShort(at));
  }

  private void lookup(int lookup) {
    int type = u16(lookup);
    int count = u16(lookup + 4);
    for (int i = 0; i < count; i++) {
      int subtable = lookup + u16(lookup + 6 + 2 * i);
      if (type == LIGATURE) {
        sets(subtable);
      } else if (type == EXTENSION && u16(subtable + 2) == LIGATURE) {
        sets(subtable + font.getInt(subtable + 4));
      }
    }
  }

  private void sets(int subtable) {
    count();
    List<Integer> firsts = coverage(subtable + u16(subtable + 2));
    int count = u16(subtable + 4);
    for (int i = 0; i < Math.min(count, firsts.size()); i++) {
      int set = subtable + u16(subtable + 6 + 2 * i);
      int size = u16(set);
      for (int j = 0; j < size; j++) {
        ligature(firsts.get(i), set + u16(set + 2 + 2 * j));
      }
    }
  }

  private List<Integer> coverage(int table) {
    List<Integer> found = new ArrayList<>();
    boolean ranges = u16(table) == 2;
    int count = u16(table + 2);
    for (int i = 0; i < count; i++) {
      int at = table + 4 + (ranges ? 6 : 2) * i;
      int last = ranges ? u16(at + 2) : u16(at);
      for (int glyph = u16(at); glyph <= last; glyph++) {
        count();
        found.add(glyph);
      }
    }
    return found;
  }

  private void ligature(int first, int at) {
    count();
    List<Integer> rest = new ArrayList<>();
    int parts = u16(at + 2);
    for (int i = 1; i < parts; i++) {
      rest.add(u16(at + 4 + 2 * (i - 1)));
    }
    byFirst.computeIfAbsent(first, each -> new ArrayList<>()).add(new Ligature(rest, u16(at)));
  }

  /** The longest one that these glyphs begin with. */
  Optional<Ligature> longest(List<Integer> glyphs) {
    List<Integer> rest = glyphs.subList(1, glyphs.size());
    return byFirst.getOrDefault(glyphs.get(0), List.of()).stream()
        .filter(each -> each.rest().size() <= rest.size())
        .filter(each -> each.rest().equals(rest.subList(0, each.rest().size())))
        .findFirst();
  }
}
