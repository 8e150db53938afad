package im.symbolon.service.files;

import java.security.SecureRandom;

/** Random names: 32 characters of RFC 4648 §6 in lower case, 160 bits. */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 32;

  private Base32() {}

  static String fresh(SecureRandom random) {
    StringBuilder out = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return out.toString();
  }
}
