package im.symbolon.protocol;

import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 as peers really send it: line breaks and missing padding are accepted, anything else that
 * is not canonical is refused.
 */
public final class StrictBase64 {
  private StrictBase64() {}

  /** The canonical text, padded and without line breaks (RFC 4648 §4). */
  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads base64 text of at most {@code maxBytes} bytes.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static byte[] decode(String text, int maxBytes) throws ProtocolException {
    if (text == null) {
      throw new ProtocolException(Reason.MALFORMED, "base64 text is missing");
    }
    if (text.length() > 2L * maxBytes + 64) {
      throw new ProtocolException(Reason.OVERSIZED, "base64 text is too long");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(withoutWhitespace(text));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "invalid base64", e);
    }
    if (!isCanonical(text, bytes)) {
      throw new ProtocolException(Reason.MALFORMED, "base64 text with stray bits");
    }
    if (bytes.length > maxBytes) {
      throw new ProtocolException(Reason.OVERSIZED, "base64 content is too long");
    }
    return bytes;
  }

  /** The last character may hold bits that stand for nothing; they must be zero (RFC 4648 §3.5). */
  private static boolean isCanonical(String text, byte[] bytes) {
    int rest = bytes.length % 3;
    if (rest == 0) {
      return true;
    }
    String last = encode(Arrays.copyOfRange(bytes, bytes.length - rest, bytes.length));
    int end = text.length() - 1;
    while (text.charAt(end) == '=' || text.charAt(end) <= ' ') {
      end--;
    }
    return text.charAt(end) == last.charAt(rest);
  }

  private static String withoutWhitespace(String text) {
    int first = 0;
    while (first < text.length() && !isWhitespace(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text; // as nearly all of it comes
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWhitespace(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isWhitespace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
