package im.symbolon.messenger.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** HTML of texts that anybody may have written. */
final class Markup {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private Markup() {}

  /** Writes a text, within elements and within attributes alike. */
  static void text(Writer out, String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\'' -> out.write("&#39;");
        default -> {
          if (!isHostile(c)) {
            out.write(c);
          }
        }
      }
    }
  }

  /** What turns letters round, or is none. */
  private static boolean isHostile(char c) {
    boolean turns = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    return turns || control || c == '\uFFFE' || c == '\uFFFF';
  }

  /** A relative link to a file of the copy. */
  static String link(String path) {
    StringBuilder out = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      int c = each & 0xff;
      if (PLAIN.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(DIGITS[c >> 4]).append(DIGITS[c & 15]);
      }
    }
    return out.toString();
  }
}
