package im.symbolon.protocol;

import im.symbolon.protocol.ProtocolException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The address of an account, {@code local@domain}, in lower case and without a resource (RFC 7622).
 *
 * <p>Two equal addresses are the same account. Full PRECIS preparation is done by the XMPP
 * libraries at the edges; here the rules that a hostile address could break are checked again.
 */
public record BareJid(String local, String domain) implements Comparable<BareJid> {
  private static final int MAX_PART_BYTES = 1023;
  private static final String FORBIDDEN_IN_LOCAL = "\"&'/:<>@";

  /** Checks both parts; use {@link #parse} for text from outside. */
  public BareJid {
    local = local.toLowerCase(Locale.ROOT);
    domain = domain.toLowerCase(Locale.ROOT);
    if (!isPart(local, FORBIDDEN_IN_LOCAL) || !isPart(domain, "/@<>&\"'")) {
      throw new IllegalArgumentException("not an account address");
    }
  }

  /**
   * Reads an account address.
   *
   * @throws ProtocolException MALFORMED when the text has no local part, has a resource, or has
   *     characters that an address cannot have
   */
  public static BareJid parse(String text) throws ProtocolException {
    int at = text == null ? -1 : text.indexOf('@');
    if (at < 0) {
      throw new ProtocolException(Reason.MALFORMED, "not an account address");
    }
    try {
      return new BareJid(text.substring(0, at), text.substring(at + 1));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static boolean isPart(String part, String forbidden) {
    int c;
    for (int i = 0; i < part.length(); i += Character.charCount(c)) {
      c = part.codePointAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
      if (!plain && (forbidden.indexOf(c) >= 0 || isInvisible(c))) {
        return false;
      }
    }
    int bytes = part.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= MAX_PART_BYTES;
  }

  /** What an address cannot have and a reader could not see (RFC 8264 §9.11 to §9.13). */
  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.SURROGATE
        || Character.getType(c) == Character.FORMAT
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  @Override
  public int compareTo(BareJid other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
