package im.symbolon.messenger.core;

/** Bytes as text, two lower-case digits each. */
public final class Hex {
  private Hex() {}

  public static String of(byte[] bytes) {
    StringBuilder out = new StringBuilder(2 * bytes.length);
    for (byte each : bytes) {
      out.append(Character.forDigit(each >> 4 & 0xf, 16))
          .append(Character.forDigit(each & 0xf, 16));
    }
    return out.toString();
  }
}
