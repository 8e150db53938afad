package im.symbolon.service.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file name as it stands in a URL: percent-encoded UTF-8, unreserved characters as they are (RFC
 * 3986 §2). It is never a part of a path in the storage, nor of a header, nor kept.
 *
 * @param encoded never empty, {@code .} or {@code ..}
 */
record FileName(String encoded) {
  /** In UTF-8; what file systems take, too. */
  private static final int MAX_BYTES = 255;

  private static final String UNRESERVED = "-._~";

  /** Looks like a separator to some program. */
  private static final String SEPARATORS = "/\\:";

  /**
   * Takes a name from a client. What a reader could not see, what turns the direction of writing
   * and what separates paths becomes {@code _}; the rest, the ending above all, stays.
   *
   * @return empty for an empty name or one of more than 255 bytes
   */
  static Optional<FileName> of(String name) {
    if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .map(c -> isHarmless(c) ? c : '_')
        .forEach(c -> encode(Character.toString(c), out));
    boolean dots = out.chars().allMatch(c -> c == '.');
    return Optional.of(new FileName(dots ? "_" : out.toString()));
  }

  private static boolean isHarmless(int c) {
    int type = Character.getType(c);
    return SEPARATORS.indexOf(c) < 0
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.UNASSIGNED;
  }

  private static void encode(String character, StringBuilder out) {
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      int c = Byte.toUnsignedInt(each);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (letter || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(digit(c >> 4)).append(digit(c & 15));
      }
    }
  }

  private static char digit(int value) {
    return "0123456789ABCDEF".charAt(value);
  }
}
