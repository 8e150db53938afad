package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What people compare: a device's identity key in its Curve25519 form, which all versions of OMEMO
 * have in common, as 64 lower-case hexadecimal digits (XEP-0384 §5.1).
 */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final String DIGITS = "0123456789abcdef";
  private static final int GROUP = 8;

  public Fingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a fingerprint");
    }
  }

  public static Fingerprint of(IdentityKey identity) {
    StringBuilder hex = new StringBuilder();
    for (byte each : identity.toMontgomery().encode()) {
      hex.append(DIGITS.charAt((each & 0xf0) >> 4)).append(DIGITS.charAt(each & 0x0f));
    }
    return new Fingerprint(hex.toString());
  }

  /**
   * Reads 64 digits, in capitals or not, with or without white space between them.
   *
   * @throws ProtocolException MALFORMED
   */
  public static Fingerprint parse(String text) throws ProtocolException {
    String digits = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (!FORM.matcher(digits).matches()) {
      throw new ProtocolException(Reason.MALFORMED, "not a fingerprint");
    }
    return new Fingerprint(digits);
  }

  /** For people: eight groups of eight digits. */
  public String grouped() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < hex.length(); i += GROUP) {
      out.append(i == 0 ? "" : " ").append(hex, i, i + GROUP);
    }
    return out.toString();
  }

  @Override
  public int compareTo(Fingerprint other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
