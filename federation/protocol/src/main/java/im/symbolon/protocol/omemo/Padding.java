package im.symbolon.protocol.omemo;

import java.util.Objects;

/**
 * Padding in two steps (XEP-0420 §4): first up to the next multiple of {@value #BUCKET} bytes, then
 * 0 to {@value #MAX_EXTRA} characters more, so that a length says little about the text.
 */
final class Padding {
  static final int BUCKET = 256;
  static final int MAX_EXTRA = 200;

  /** One byte each in UTF-8, none of them needs escaping, and as many as six bits can name. */
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final RandomBytes random;

  Padding(RandomBytes random) {
    this.random = Objects.requireNonNull(random);
  }

  /** Characters to add to {@code length} bytes; at least one, so that the element never changes. */
  String forLength(int length) {
    int toBucket = BUCKET - length % BUCKET;
    byte[] choice = random.next(2);
    int extra = ((choice[0] & 0xff) << 8 | (choice[1] & 0xff)) % (MAX_EXTRA + 1);
    byte[] source = random.next(toBucket + extra);
    StringBuilder out = new StringBuilder(source.length);
    for (byte each : source) {
      out.append(ALPHABET.charAt(each & 0x3f));
    }
    return out.toString();
  }
}
