package im.symbolon.ratchet.primitives;

import java.util.Arrays;
import java.util.Optional;

/** Base32 (RFC 4648 §6) for people: in groups of four, read with what people make of it. */
public final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String MISREAD = "018";
  private static final String MEANT = "OIB";
  private static final int BITS = 5;
  private static final int GROUP = 4;

  private Base32() {}

  /** A multiple of five bytes, as groups of four characters with hyphens between them. */
  public static String encode(byte[] in) {
    StringBuilder out = new StringBuilder();
    for (int bit = 0; bit < in.length * Byte.SIZE; bit += BITS) {
      if (bit > 0 && bit % (GROUP * BITS) == 0) {
        out.append('-');
      }
      out.append(ALPHABET.charAt(bits(in, bit)));
    }
    return out.toString();
  }

  private static int bits(byte[] in, int from) {
    int value = 0;
    for (int bit = from; bit < from + BITS; bit++) {
      value = (value << 1) | ((in[bit / Byte.SIZE] >> (7 - bit % Byte.SIZE)) & 1);
    }
    return value;
  }

  /**
   * Exactly that many bytes, a multiple of five; empty for any other text. Capitals or not, with
   * spaces and hyphens anywhere, and with the digits 0, 1 and 8 for the letters O, I and B.
   */
  public static Optional<byte[]> decode(String text, int length) {
    byte[] out = new byte[length];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-' && !Character.isWhitespace(c)) {
        int value = valueOf(c);
        if (value < 0 || at == length * Byte.SIZE) {
          Arrays.fill(out, (byte) 0);
          return Optional.empty();
        }
        put(out, at, value);
        at += BITS;
      }
    }
    return at == length * Byte.SIZE ? Optional.of(out) : Optional.empty();
  }

  private static void put(byte[] out, int from, int value) {
    for (int i = 0; i < BITS; i++) {
      int bit = from + i;
      out[bit / Byte.SIZE] |= (byte) ((value >> (BITS - 1 - i) & 1) << (7 - bit % Byte.SIZE));
    }
  }

  private static int valueOf(char c) {
    int upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    int misread = MISREAD.indexOf(upper);
    return ALPHABET.indexOf(misread < 0 ? upper : MEANT.charAt(misread));
  }
}
