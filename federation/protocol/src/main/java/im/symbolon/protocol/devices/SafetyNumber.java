package im.symbolon.protocol.devices;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * What two people compare, by voice or side by side: 60 digits over the keys and addresses of both,
 * the same on both sides.
 *
 * <p>For each party: h = SHA-512(encoding), then {@value #ROUNDS} times h = SHA-512(h ‖ encoding);
 * the first 30 bytes make six groups of 5 bytes, each of which is taken as a big-endian number
 * modulo 100,000 and written with five digits. The two halves stand in ascending order. Each half
 * is worth 99 bits; the rounds make the search for another key with the same half slower.
 *
 * @param digits 60 of them
 */
public record SafetyNumber(String digits) {
  /** Digits altogether. */
  public static final int LENGTH = 60;

  /** Hashes over the first one, for each party. */
  public static final int ROUNDS = 5_200;

  private static final Pattern FORM = Pattern.compile("[0-9]{60}");
  private static final int GROUP = 5;
  private static final int BOUND = 100_000;
  private static final int GROUPS_OF_ONE = 6;
  private static final int LONGEST_TEXT = 4 * LENGTH;

  public SafetyNumber {
    if (!FORM.matcher(digits).matches()) {
      throw new IllegalArgumentException("not a safety number");
    }
  }

  /**
   * That of two persons, in whatever order.
   *
   * @throws IllegalArgumentException for one account twice
   */
  public static SafetyNumber of(SafetyParty one, SafetyParty other) {
    if (one.account().equals(other.account())) {
      throw new IllegalArgumentException("nobody compares numbers alone");
    }
    String first = half(one.encoded());
    String second = half(other.encoded());
    return new SafetyNumber(first.compareTo(second) <= 0 ? first + second : second + first);
  }

  /**
   * Reads what a person typed or a screen showed: the digits, with or without white space.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static SafetyNumber parse(String text) throws ProtocolException {
    if (text.length() > LONGEST_TEXT) {
      throw new ProtocolException(Reason.OVERSIZED, "too long for a safety number");
    }
    String digits = text.replaceAll("\\s", "");
    if (!FORM.matcher(digits).matches()) {
      throw new ProtocolException(Reason.MALFORMED, "not a safety number");
    }
    return new SafetyNumber(digits);
  }

  /** For people: twelve groups of five digits. */
  public String grouped() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < LENGTH; i += GROUP) {
      out.append(i == 0 ? "" : " ").append(digits, i, i + GROUP);
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return grouped();
  }

  private static String half(byte[] encoded) {
    MessageDigest sha512 = Digests.sha512();
    byte[] hash = sha512.digest(encoded);
    for (int i = 0; i < ROUNDS; i++) {
      sha512.update(hash);
      hash = sha512.digest(encoded);
    }
    StringBuilder out = new StringBuilder(LENGTH / 2);
    for (int i = 0; i < GROUPS_OF_ONE; i++) {
      String five = Long.toString(group(hash, i * GROUP) % BOUND + BOUND);
      out.append(five, 1, five.length()); // with its leading zeros
    }
    return out.toString();
  }

  private static long group(byte[] hash, int at) {
    long number = 0;
    for (int i = at; i < at + GROUP; i++) {
      number = number << Byte.SIZE | (hash[i] & 0xff);
    }
    return number;
  }
}
