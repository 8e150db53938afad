package im.symbolon.swing.emoji;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The coloured pictures in an emoji font, which Java does not paint: PNG bitmaps (CBLC and CBDT),
 * found by code point (cmap) or by a sequence of them (GSUB). OpenType 1.9.
 */
final class EmojiFont {
  private static final int CMAP = tag("cmap");
  private static final int LOCATIONS = tag("CBLC");
  private static final int DATA = tag("CBDT");
  private static final int SUBSTITUTIONS = tag("GSUB");

  private final ByteBuffer font;
  private final Map<Integer, Integer> tables = new HashMap<>();
  private final Map<Integer, Integer> glyphs;
  private final Map<Integer, Bitmaps.Place> places;
  private final Ligatures ligatures;

  private EmojiFont(ByteBuffer font) {
    this.font = font;
    int count = u16(4);
    for (int i = 0; i < count; i++) {
      int entry = 12 + 16 * i;
      tables.put(font.getInt(entry), font.getInt(entry + 8));
    }
    this.glyphs = glyphs(table(CMAP));
    this.places = new Bitmaps(font, table(LOCATIONS), table(DATA)).places();
    this.ligatures = new Ligatures(font, table(SUBSTITUTIONS));
  }

  /** The font in a file; empty when it is no such font. */
  static Optional<EmojiFont> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Optional<EmojiFont> read(ByteBuffer bytes) {
    try {
      return Optional.of(new EmojiFont(bytes));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int tag(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }

  private int table(int tag) {
    Integer offset = tables.get(tag);
    if (offset == null) {
      throw new IllegalArgumentException("a table is missing");
    }
    return offset;
  }

  private int u16(int at) {
    return Short.toUnsignedInt(font.getShort(at));
  }

  /** Of the first subtable in format 12: groups of code points, in order. */
  private Map<Integer, Integer> glyphs(int table) {
    int subtables = u16(table + 2);
    for (int i = 0; i < subtables; i++) {
      int subtable = table + font.getInt(table + 4 + 8 * i + 4);
      if (u16(subtable) == 12) {
        return groups(subtable);
      }
    }
    throw new IllegalArgumentException("no code points");
  }

  private Map<Integer, Integer> groups(int subtable) {
    Map<Integer, Integer> found = new HashMap<>();
    int groups = font.getInt(subtable + 12);
    int before = -1;
    for (int i = 0; i < groups; i++) {
      int group = subtable + 16 + 12 * i;
      int first = font.getInt(group);
      int last = font.getInt(group + 4);
      if (first <= before || last < first || last > Character.MAX_CODE_POINT) {
        throw new IllegalArgumentException("not in order");
      }
      for (int point = first; point <= last; point++) {
        found.put(point, font.getInt(group + 8) + point - first);
      }
      before = last;
    }
    return found;
  }

  /** The glyph of a code point. */
  Optional<Integer> glyph(int point) {
    return Optional.ofNullable(glyphs.get(point));
  }

  Ligatures ligatures() {
    return ligatures;
  }

  boolean hasPicture(int glyph) {
    return places.containsKey(glyph);
  }

  /** A glyph's picture, as PNG; empty when it has none. */
  Optional<byte[]> picture(int glyph) {
    Bitmaps.Place place = places.get(glyph);
    if (place == null) {
      return Optional.empty();
    }
    byte[] png = new byte[place.length()];
    font.duplicate().position(place.offset()).get(png);
    return Optional.of(png);
  }
}
