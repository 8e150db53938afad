package im.symbolon.views.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The packets of the first logical stream in a file (RFC 3533). Pages of others are passed over;
 * reading ends with the file, or with the first page that is damaged.
 */
final class OggReader {
  private static final int CAPTURE = 0x5367674f; // OggS
  private static final int HEAD = 27;
  private static final int SUM_AT = 22;
  private static final int SEGMENT = 255;

  /** Larger packets are none of Opus, whose largest frames of all channels are smaller. */
  private static final int LARGEST = 61_440;

  private final byte[] file;
  private final ByteBuffer in;
  private final List<byte[]> packets = new ArrayList<>();
  private int serial;
  private byte[] begun = new byte[0];
  private boolean lost;

  private OggReader(byte[] file) {
    this.file = file;
    this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<byte[]> packets(byte[] file) {
    OggReader reader = new OggReader(file);
    int at = 0;
    while (reader.isPage(at)) {
      at = reader.page(at);
    }
    return reader.packets;
  }

  private boolean isPage(int at) {
    if (at + HEAD > file.length || in.getInt(at) != CAPTURE || file[at + 4] != 0) {
      return false;
    }
    int segments = file[at + HEAD - 1] & 0xff;
    return at + HEAD + segments <= file.length
        && end(at, segments) <= file.length
        && isSound(at, end(at, segments));
  }

  private int end(int at, int segments) {
    int end = at + HEAD + segments;
    for (int i = 0; i < segments; i++) {
      end += file[at + HEAD + i] & 0xff;
    }
    return end;
  }

  private boolean isSound(int at, int end) {
    int sum = OggCrc.of(0, file, at, SUM_AT);
    sum = OggCrc.of(sum, new byte[4], 0, 4);
    sum = OggCrc.of(sum, file, at + SUM_AT + 4, end - at - SUM_AT - 4);
    return sum == in.getInt(at + SUM_AT);
  }

  private int page(int at) {
    int segments = file[at + HEAD - 1] & 0xff;
    int its = in.getInt(at + 14);
    if (at == 0) {
      serial = its;
    }
    if (its == serial) {
      take(at, segments, (file[at + 5] & 1) != 0);
    }
    return end(at, segments);
  }

  private void take(int at, int segments, boolean continues) {
    if (!continues || begun.length == 0) {
      lost = continues; // its beginning is not here
      begun = new byte[0];
    }
    int from = at + HEAD + segments;
    for (int i = 0; i < segments; i++) {
      int length = file[at + HEAD + i] & 0xff;
      append(from, length);
      from += length;
      if (length < SEGMENT) {
        finish();
      }
    }
  }

  private void append(int from, int length) {
    if (begun.length + length > LARGEST) {
      lost = true;
    }
    if (!lost) {
      int before = begun.length;
      begun = Arrays.copyOf(begun, before + length);
      System.arraycopy(file, from, begun, before, length);
    }
  }

  private void finish() {
    if (!lost && begun.length > 0) {
      packets.add(begun);
    }
    lost = false;
    begun = new byte[0];
  }
}
