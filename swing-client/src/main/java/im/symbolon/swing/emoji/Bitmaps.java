package im.symbolon.swing.emoji;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Where a font keeps its bitmaps: the tables CBLC and CBDT. */
final class Bitmaps {
  private static final int STRIKE = 48;
  private static final int MOST = 200_000;

  private final ByteBuffer font;
  private final int locations;
  private final int data;
  private final Map<Integer, Place> places = new HashMap<>();
  private int seen;

  /** Of one PNG in the font. */
  record Place(int offset, int length) {}

  Bitmaps(ByteBuffer font, int locations, int data) {
    this.font = font;
    this.locations = locations;
    this.data = data;
  }

  /** By glyph, of the first strike that has it. */
  Map<Integer, Place> places() {
    int strikes = font.getInt(locations + 4);
    for (int i = 0; i < strikes; i++) {
      int strike = locations + 8 + STRIKE * i;
      int subtables = locations + font.getInt(strike);
      int count = font.getInt(strike + 8);
      for (int j = 0; j < count; j++) {
        subtable(subtables, subtables + 8 * j);
      }
    }
    return Map.copyOf(places);
  }

  private void subtable(int array, int entry) {
    if (++seen > MOST) {
      throw new IllegalArgumentException("too many tables");
    }
    int first = u16(entry);
    int last = u16(entry + 2);
    int header = array + font.getInt(entry + 4);
    int wide = u16(header) == 1 ? 4 : u16(header) == 3 ? 2 : 0;
    if (wide > 0) {
      int start = data + font.getInt(header + 4);
      for (int glyph = first; glyph <= last; glyph++) {
        int from = header + 8 + wide * (glyph - first);
        add(glyph, u16(header + 2), start + offset(from, wide), start + offset(from + wide, wide));
      }
    }
  }

  private int offset(int at, int wide) {
    return wide == 4 ? font.getInt(at) : u16(at);
  }

  private void add(int glyph, int format, int from, int to) {
    if (++seen > MOST) {
      throw new IllegalArgumentException("too many bitmaps");
    }
    int metrics = format == 17 ? 5 : format == 18 ? 8 : format == 19 ? 0 : -1;
    if (metrics < 0 || to <= from) {
      return;
    }
    int length = font.getInt(from + metrics);
    int offset = from + metrics + 4;
    if (length < 0 || length > font.capacity() - offset) {
      throw new IllegalArgumentException("a bitmap outside of the font");
    }
    places.putIfAbsent(glyph, new Place(offset, length));
  }

  private int u16(int at) {
    return Short.toUnsignedInt(font.getShort(at));
  }
}
