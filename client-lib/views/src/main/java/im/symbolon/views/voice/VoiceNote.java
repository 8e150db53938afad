package im.symbolon.views.voice;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A voice note that was recorded anywhere. What it says of itself is not believed, only counted.
 */
public final class VoiceNote {
  /** Samples in a second. */
  public static final int RATE = 48_000;

  private static final byte[] HEAD = "OpusHead".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_LENGTH = 19;
  private static final int HEADERS = 2;

  /** RFC 6716 §3.1: a packet lasts 120 ms at most. */
  private static final int LONGEST_PACKET = RATE * 120 / 1000;

  /** RFC 7845 §4.6: after a jump, so much is decoded before it is right. */
  private static final int ROLL = RATE * 80 / 1000;

  private final List<byte[]> packets;
  private final int skipped;
  private final long samples;

  /** Hears what is decoded. */
  @FunctionalInterface
  public interface Listener {
    /** Samples in order; false for no more. */
    boolean hear(short[] samples, int from, int count);
  }

  private VoiceNote(List<byte[]> packets, int skipped, long samples) {
    this.packets = packets;
    this.skipped = skipped;
    this.samples = samples;
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is no Opus in Ogg of one or two channels, or nothing can be heard
   */
  public static VoiceNote read(byte[] file) throws IOException {
    List<byte[]> all = OggReader.packets(file);
    if (all.size() <= HEADERS || !isHead(all.get(0))) {
      throw new IOException("not a recording that can be played here");
    }
    int skipped = ByteBuffer.wrap(all.get(0)).order(ByteOrder.LITTLE_ENDIAN).getShort(10) & 0xffff;
    List<byte[]> packets = all.subList(HEADERS, all.size());
    long samples = -skipped;
    for (byte[] each : packets) {
      samples += samples(each);
    }
    if (samples <= 0) {
      throw new IOException("nothing to be heard");
    }
    return new VoiceNote(packets, skipped, samples);
  }

  private static boolean isHead(byte[] packet) {
    return packet.length >= HEAD_LENGTH
        && Arrays.equals(Arrays.copyOf(packet, HEAD.length), HEAD)
        && packet[8] >> 4 == 0
        && packet[18] == 0
        && (packet[9] == 1 || packet[9] == 2);
  }

  /** RFC 6716 §3.1 and §3.2; none for a packet that says what it may not. */
  static int samples(byte[] packet) {
    int mode = (packet[0] >> 3) & 0x1f;
    int frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length < 2 ? 0 : packet[1] & 0x3f;
        };
    long all = (long) frames * frame(mode);
    return all > LONGEST_PACKET ? 0 : (int) all;
  }

  private static int frame(int mode) {
    if (mode < 12) {
      return RATE / 1000 * new int[] {10, 20, 40, 60}[mode & 3];
    } else if (mode < 16) {
      return RATE / 1000 * new int[] {10, 20}[mode & 1];
    }
    return (RATE / 400) << (mode & 3);
  }

  public Duration length() {
    return Duration.ofMillis(samples * 1000 / RATE);
  }

  /**
   * Decodes it from that place on. What is damaged is passed over.
   *
   * @param from sample, 0 to the length
   */
  public void play(long from, Listener listener) {
    OpusDecoder decoder = decoder();
    short[] heard = new short[LONGEST_PACKET];
    long at = -skipped;
    for (byte[] each : packets) {
      int length = samples(each);
      if (length > 0 && at + length > from - ROLL) {
        decode(decoder, each, heard, length);
        int begin = (int) Math.min(length, Math.max(0, Math.max(0, from) - at));
        if (begin < length && !listener.hear(heard, begin, length - begin)) {
          return;
        }
      }
      at += length;
    }
  }

  private static OpusDecoder decoder() {
    try {
      return new OpusDecoder(RATE, 1);
    } catch (OpusException e) {
      throw new IllegalStateException("this decoder has no speech", e);
    }
  }

  private static void decode(OpusDecoder decoder, byte[] packet, short[] into, int length) {
    Arrays.fill(into, 0, length, (short) 0);
    try {
      decoder.decode(packet, 0, packet.length, into, 0, length, false);
    } catch (OpusException | RuntimeException | AssertionError e) {
      Arrays.fill(into, 0, length, (short) 0); // silence where nothing can be heard
    }
  }

  /** How loud it is along its way, in so many parts, 0 to 100. */
  public List<Integer> bars(int count) {
    int[] peaks = new int[count];
    long[] at = {0};
    play(
        0,
        (heard, from, length) -> {
          for (int i = from; i < from + length; i++) {
            int bar = (int) Math.min(count - 1, at[0]++ * count / samples);
            peaks[bar] = Math.max(peaks[bar], Math.abs(heard[i]));
          }
          return true;
        });
    List<Integer> bars = new ArrayList<>();
    for (int each : peaks) {
      bars.add(loudness(each));
    }
    return Collections.unmodifiableList(bars);
  }

  /** As ears hear it, from a peak of 0 to 32,768. */
  public static int loudness(int peak) {
    double decibels = 20 * Math.log10(Math.max(1, peak) / 32_768.0);
    return (int) Math.max(0, Math.min(100, Math.round((decibels + 48) * 100 / 48)));
  }
}
