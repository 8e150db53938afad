package im.symbolon.protocol.uri;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.regex.Pattern;

/** An account root as 64 hexadecimal digits of its Ed25519 form. */
final class RootText {
  private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String DIGITS = "0123456789abcdef";
  private static final int HEX = 16;

  private RootText() {}

  static String write(AccountRoot root) {
    StringBuilder out = new StringBuilder();
    for (byte each : root.key().encode()) {
      out.append(DIGITS.charAt((each & 0xf0) >> 4)).append(DIGITS.charAt(each & 0x0f));
    }
    return out.toString();
  }

  /** MALFORMED for other text, WEAK_KEY for a point that must not be used. */
  static AccountRoot parse(String text) throws ProtocolException {
    if (!FORM.matcher(text).matches()) {
      throw new ProtocolException(Reason.MALFORMED, "not an account root");
    }
    byte[] bytes = new byte[IdentityKey.LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), HEX);
    }
    return new AccountRoot(IdentityKey.parse(bytes));
  }
}
