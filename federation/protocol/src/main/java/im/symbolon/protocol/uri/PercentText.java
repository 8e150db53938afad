package im.symbolon.protocol.uri;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Percent-encoded UTF-8 (RFC 3986 §2.1), inside which all else may stand as it is (RFC 3987). */
final class PercentText {
  private static final String UNRESERVED_MARKS = "-._~";
  private static final String DIGITS = "0123456789ABCDEF";

  private PercentText() {}

  /** Leaves letters and digits of ASCII and four marks as they are. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte each : text.getBytes(UTF_8)) {
      if (isUnreserved(each)) {
        out.append((char) each);
      } else {
        out.append('%').append(DIGITS.charAt((each & 0xf0) >> 4)).append(DIGITS.charAt(each & 0xf));
      }
    }
    return out.toString();
  }

  /**
   * Undoes the encoding, once.
   *
   * @throws ProtocolException MALFORMED for what is no encoding of UTF-8
   */
  static String decode(String text) throws ProtocolException {
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) == '%') {
        int end = endOfRun(text, at);
        out.append(utf8(text, at, end));
        at = end;
      } else {
        out.append(text.charAt(at));
        at++;
      }
    }
    return out.toString();
  }

  /** Where three-character groups no longer follow each other. */
  private static int endOfRun(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == '%') {
      end += 3;
    }
    return end;
  }

  private static String utf8(String text, int start, int end) throws ProtocolException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = start; i < end; i += 3) {
      bytes.write(digit(text, i + 1) << 4 | digit(text, i + 2));
    }
    String decoded = new String(bytes.toByteArray(), UTF_8);
    if (!Arrays.equals(decoded.getBytes(UTF_8), bytes.toByteArray())) {
      throw new ProtocolException(Reason.MALFORMED, "percent-encoded text is not UTF-8");
    }
    return decoded;
  }

  private static int digit(String text, int index) throws ProtocolException {
    char c = index < text.length() ? text.charAt(index) : 'x';
    int value = c < 0x80 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw new ProtocolException(Reason.MALFORMED, "a percent sign that encodes nothing");
    }
    return value;
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || UNRESERVED_MARKS.indexOf(b) >= 0;
  }
}
