package im.symbolon.lab.blindness;

import im.symbolon.ratchet.primitives.Base32;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What to look for, in every encoding in which it might lie in a file: raw, UTF-16, hexadecimal,
 * and base64 at each of its three alignments. Not thread-safe.
 */
public final class Needles {
  /** Shorter ones would be found by chance. */
  static final int MIN_LENGTH = 8;

  /** Longer codes end with a checksum. */
  private static final int MAX_CODE_BYTES = 16;

  private final List<Needle> all = new ArrayList<>();

  /** Bytes to look for, and what they are. */
  static final class Needle {
    private final String label;
    private final byte[] bytes;

    private Needle(String label, byte[] bytes) {
      this.label = label;
      this.bytes = bytes;
    }

    String label() {
      return label;
    }

    /** Not a copy. */
    byte[] bytes() {
      return bytes;
    }
  }

  /**
   * Adds a text.
   *
   * @param text 8 bytes or more
   */
  public Needles text(String label, String text) {
    encoded(label, text.getBytes(StandardCharsets.UTF_8));
    add(label + " (UTF-16)", text.getBytes(StandardCharsets.UTF_16BE));
    return this;
  }

  /**
   * Adds a secret.
   *
   * @param secret 8 bytes or more
   */
  public Needles secret(String label, byte[] secret) {
    encoded(label, secret);
    return this;
  }

  /**
   * Adds a code of base32 for people: as it is shown, without its hyphens, and the secret that it
   * stands for, without the checksum that may follow.
   */
  public Needles code(String label, String code) {
    String characters = code.replace("-", "");
    byte[] bytes = Base32.decode(characters, characters.length() * 5 / 8).orElseThrow();
    encoded(label, ascii(code));
    encoded(label, ascii(characters));
    encoded(label, ascii(characters.toLowerCase(Locale.ROOT)));
    return secret(label, Arrays.copyOf(bytes, Math.min(bytes.length, MAX_CODE_BYTES)));
  }

  private void encoded(String label, byte[] bytes) {
    add(label, bytes);
    String hex = hex(bytes);
    add(label + " (hex)", ascii(hex));
    add(label + " (hex)", ascii(hex.toUpperCase(Locale.ROOT)));
    for (int shift = 0; shift < 3; shift++) {
      add(label + " (base64)", base64(bytes, shift));
    }
  }

  private void add(String label, byte[] bytes) {
    if (bytes.length < MIN_LENGTH) {
      throw new IllegalArgumentException("too short to look for");
    }
    all.add(new Needle(label, bytes));
  }

  /** The characters that do not depend on what stands before and after. */
  private static byte[] base64(byte[] bytes, int shift) {
    byte[] padded = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, padded, shift, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int first = (shift * 8 + 5) / 6;
    int last = padded.length * 8 / 6;
    return ascii(text.substring(first, last));
  }

  private static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder(2 * bytes.length);
    for (byte each : bytes) {
      out.append(String.format(Locale.ROOT, "%02x", each));
    }
    return out.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  List<Needle> all() {
    return Collections.unmodifiableList(all);
  }
}
