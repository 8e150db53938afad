package im.symbolon.service.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bytes of a file, one after the other.
 *
 * @param first the first byte's position, from 0
 * @param length how many; 0 where a range cannot be satisfied
 */
public record ByteRange(long first, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

  /** Longer numbers than any file has digits. */
  private static final int MAX_DIGITS = 18;

  public ByteRange {
    if (first < 0 || length < 0) {
      throw new IllegalArgumentException("not a range");
    }
  }

  static ByteRange whole(long size) {
    return new ByteRange(0, size);
  }

  long last() {
    return first + length - 1;
  }

  boolean isSatisfiable() {
    return length > 0;
  }

  /**
   * Reads a {@code Range} header (RFC 9110 §14.2).
   *
   * @return empty for what is answered with the whole file: another unit, several ranges, nonsense
   */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher found = FORM.matcher(header.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    String from = found.group(1);
    String to = found.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(suffix(number(to), size));
    }
    long first = number(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
    return last < first ? Optional.empty() : Optional.of(between(first, last, size));
  }

  private static ByteRange suffix(long wanted, long size) {
    long length = Math.min(wanted, size);
    return new ByteRange(size - length, length);
  }

  private static ByteRange between(long first, long last, long size) {
    return first >= size
        ? new ByteRange(0, 0)
        : new ByteRange(first, Math.min(last, size - 1) - first + 1);
  }

  private static long number(String digits) {
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
