package im.symbolon.views.voice;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Writes a voice note while it is spoken: 32 kbit/s, 240 kB for a minute. */
public final class VoiceWriter {
  /** Samples that are taken at a time: 20 ms. */
  public static final int FRAME = VoiceNote.RATE / 50;

  private static final int BITRATE = 32_000;
  private static final int COMPLEXITY = 5;
  private static final int LARGEST_PACKET = 1275;
  private static final String VENDOR = "Symbolon";

  private final OpusEncoder encoder;
  private final OggWriter ogg;
  private final int skipped;
  private final byte[] packet = new byte[LARGEST_PACKET];
  private long samples;

  /**
   * Begins one.
   *
   * @param serial of the stream; any number
   */
  public VoiceWriter(int serial) {
    try {
      encoder = new OpusEncoder(VoiceNote.RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    } catch (OpusException e) {
      throw new IllegalStateException("this encoder has no speech", e);
    }
    encoder.setBitrate(BITRATE);
    encoder.setComplexity(COMPLEXITY);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    skipped = encoder.getLookahead();
    ogg = new OggWriter(serial);
    ogg.header(head());
    ogg.header(tags());
  }

  /** RFC 7845 §5.1. */
  private byte[] head() {
    return ByteBuffer.allocate(19)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 1)
        .putShort((short) skipped)
        .putInt(VoiceNote.RATE)
        .putShort((short) 0)
        .put((byte) 0)
        .array();
  }

  /** RFC 7845 §5.2: who wrote it, and nothing about who spoke. */
  private static byte[] tags() {
    byte[] vendor = VENDOR.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + vendor.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
        .putInt(vendor.length)
        .put(vendor)
        .putInt(0)
        .array();
  }

  /** Takes {@value #FRAME} samples. */
  public void frame(short[] frame) {
    try {
      int length = encoder.encode(frame, 0, FRAME, packet, 0, packet.length);
      samples += FRAME;
      ogg.packet(Arrays.copyOf(packet, length), samples); // RFC 7845 §4: all that is decoded
    } catch (OpusException e) {
      throw new IllegalStateException("these samples cannot be encoded", e);
    }
  }

  /** How much was taken. */
  public Duration length() {
    return Duration.ofMillis(samples * 1000 / VoiceNote.RATE);
  }

  /** The whole file; nothing more is taken. */
  public byte[] end() {
    long heard = samples;
    frame(new short[FRAME]); // what the encoder has still in it
    samples = heard;
    return ogg.end(skipped + heard);
  }
}
