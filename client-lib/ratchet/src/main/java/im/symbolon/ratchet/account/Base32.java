package im.symbolon.ratchet.account;

import im.symbolon.ratchet.account.RecoveryException.Reason;
import java.util.Arrays;

/** Base32 (RFC 4648 §6) for people: in groups of four, read with what people make of it. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String MISREAD = "018";
  private static final String MEANT = "OIB";
  private static final int BITS = 5;
  private static final int GROUP = 4;

  private Base32() {}

  /** A whole number of groups. */
  static String encode(byte[] in) {
    StringBuilder out = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte each : in) {
      buffer = (buffer << Byte.SIZE) | (each & 0xff);
      for (held += Byte.SIZE; held >= BITS; held -= BITS) {
        append(out, ALPHABET.charAt((buffer >> (held - BITS)) & 31));
      }
    }
    return out.toString();
  }

  /** Exactly that many bytes. */
  static byte[] decode(String text, int length) throws RecoveryException {
    byte[] out = new byte[length];
    int at = 0;
    int buffer = 0;
    int held = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isBetween(text.charAt(i))) {
        continue;
      }
      buffer = (buffer << BITS) | valueOf(text.charAt(i));
      held += BITS;
      if (held >= Byte.SIZE && at < length) {
        held -= Byte.SIZE;
        out[at++] = (byte) (buffer >> held);
      }
    }
    if (at < length || held > 0) {
      Arrays.fill(out, (byte) 0);
      throw new RecoveryException(Reason.TYPO, "the recovery key has too few or many characters");
    }
    return out;
  }

  private static int valueOf(char c) throws RecoveryException {
    int upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
    int misread = MISREAD.indexOf(upper);
    int value = ALPHABET.indexOf(misread < 0 ? upper : MEANT.charAt(misread));
    if (value < 0) {
      throw new RecoveryException(Reason.TYPO, "the recovery key has a character that none has");
    }
    return value;
  }

  private static boolean isBetween(char c) {
    return c == '-' || Character.isWhitespace(c);
  }

  private static void append(StringBuilder out, char c) {
    if (out.length() % (GROUP + 1) == GROUP) {
      out.append('-');
    }
    out.append(c);
  }
}
