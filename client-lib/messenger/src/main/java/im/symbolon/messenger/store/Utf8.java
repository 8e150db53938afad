package im.symbolon.messenger.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 that refuses what is no Unicode, where Java would write a question mark. */
final class Utf8 {
  private Utf8() {}

  /**
   * The text's bytes; no other copy of them is left behind.
   *
   * @throws IllegalArgumentException for a lone surrogate
   */
  static byte[] encode(String text) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    byte[] room = new byte[Math.multiplyExact(text.length(), 3)];
    ByteBuffer out = ByteBuffer.wrap(room);
    CoderResult result = encoder.encode(CharBuffer.wrap(text), out, true);
    byte[] bytes = Arrays.copyOf(room, out.position());
    Arrays.fill(room, (byte) 0);
    if (result.isError()) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException("not well-formed Unicode");
    }
    return bytes;
  }
}
