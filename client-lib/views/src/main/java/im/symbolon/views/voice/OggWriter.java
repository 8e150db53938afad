package im.symbolon.views.voice;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes one logical stream of Ogg pages (RFC 3533 §6) into memory. */
final class OggWriter {
  private static final byte[] CAPTURE = {'O', 'g', 'g', 'S'};
  private static final int HEAD = 27;
  private static final int SUM_AT = 22;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  /** About a second of speech. */
  private static final int PACKETS = 50;

  private static final int SEGMENTS = 255;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int serial;
  private final List<byte[]> waiting = new ArrayList<>();
  private int segments;
  private int sequence;

  OggWriter(int serial) {
    this.serial = serial;
  }

  /** A packet that has a page of its own, as headers have. */
  void header(byte[] packet) {
    waiting.add(packet);
    page(0, sequence == 0 ? FIRST : 0);
  }

  /**
   * One of at most {@code 254 * 255} bytes.
   *
   * @param samples of the stream up to its end
   */
  void packet(byte[] packet, long samples) {
    int needed = packet.length / SEGMENTS + 1;
    waiting.add(packet);
    segments += needed;
    if (waiting.size() >= PACKETS || segments > SEGMENTS - needed) {
      page(samples, 0);
    }
  }

  /** The whole file. */
  byte[] end(long samples) {
    page(samples, LAST);
    return out.toByteArray();
  }

  private void page(long samples, int flags) {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] each : waiting) {
      for (int left = each.length; left >= 0; left -= SEGMENTS) {
        lacing.write(Math.min(left, SEGMENTS));
      }
      body.write(each, 0, each.length);
    }
    ByteBuffer page =
        ByteBuffer.allocate(HEAD + lacing.size() + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    page.put(CAPTURE).put((byte) 0).put((byte) flags).putLong(samples).putInt(serial);
    page.putInt(sequence++).putInt(0).put((byte) lacing.size());
    page.put(lacing.toByteArray()).put(body.toByteArray());
    page.putInt(SUM_AT, OggCrc.of(0, page.array(), 0, page.capacity()));
    out.write(page.array(), 0, page.capacity());
    waiting.clear();
    segments = 0;
  }
}
