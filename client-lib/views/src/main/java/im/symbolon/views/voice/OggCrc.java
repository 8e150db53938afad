package im.symbolon.views.voice;

/** The sum over a page (RFC 3533 §6, field 7): CRC-32 of 0x04c11db7, nothing reflected. */
final class OggCrc {
  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int[] TABLE = table();

  private OggCrc() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        value = value < 0 ? (value << 1) ^ POLYNOMIAL : value << 1;
      }
      table[i] = value;
    }
    return table;
  }

  /** Of these bytes, after those before them. */
  static int of(int before, byte[] bytes, int offset, int length) {
    int sum = before;
    for (int i = offset; i < offset + length; i++) {
      sum = (sum << 8) ^ TABLE[((sum >>> 24) ^ bytes[i]) & 0xff];
    }
    return sum;
  }
}
