package im.symbolon.views.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VoiceNoteTest {
  private static final int SECONDS = 3;

  private static final byte[] NOTE = recorded();

  private static byte[] note() {
    return NOTE.clone();
  }

  /** A tone in the second third, silence around it. */
  private static byte[] recorded() {
    VoiceWriter writer = new VoiceWriter(7);
    short[] frame = new short[VoiceWriter.FRAME];
    for (int i = 0; i < SECONDS * 50; i++) {
      for (int j = 0; j < frame.length; j++) {
        double at = (double) (i * frame.length + j) / VoiceNote.RATE;
        frame[j] = (short) (at >= 1 && at < 2 ? 12_000 * Math.sin(at * 2 * Math.PI * 440) : 0);
      }
      writer.frame(frame);
    }
    assertThat(writer.length().toMillis()).isEqualTo(SECONDS * 1000L);
    return writer.end();
  }

  private static short[] samples(VoiceNote note, long from) {
    short[] all = new short[(SECONDS + 1) * VoiceNote.RATE];
    int[] at = {0};
    note.play(
        from,
        (heard, begin, count) -> {
          System.arraycopy(heard, begin, all, at[0], count);
          at[0] += count;
          return true;
        });
    return Arrays.copyOf(all, at[0]);
  }

  @Test
  void whatIsRecordedIsHeardWhereItWasSaid() throws Exception {
    VoiceNote note = VoiceNote.read(note());
    assertThat(note.length().toMillis()).isBetween(3000L, 3030L);
    short[] heard = samples(note, 0);
    assertThat(peak(heard, 0, 0.9)).isLessThan(500);
    assertThat(peak(heard, 1.1, 1.9)).isBetween(9_000, 15_000);
    assertThat(peak(heard, 2.1, 2.9)).isLessThan(500);
    assertThat(note.bars(30).subList(12, 18)).allMatch(bar -> bar > 70);
    assertThat(note.bars(30).subList(0, 8)).allMatch(bar -> bar < 30);
  }

  @Test
  void playingCanBeginAnywhereAndEndEarly() throws Exception {
    VoiceNote note = VoiceNote.read(note());
    short[] late = samples(note, VoiceNote.RATE * 3 / 2);
    assertThat(late.length).isEqualTo(samples(note, 0).length - VoiceNote.RATE * 3 / 2);
    assertThat(peak(late, 0.1, 0.4)).isGreaterThan(9_000);
    int[] heard = {0};
    note.play(0, (samples, from, count) -> ++heard[0] < 3);
    assertThat(heard[0]).isEqualTo(3);
  }

  /** RFC 7845 §4: pages count what is decoded; the last one says where to end. */
  @Test
  void pagesCountFromTheFirstSample() {
    ByteBuffer in = ByteBuffer.wrap(note()).order(ByteOrder.LITTLE_ENDIAN);
    List<Long> positions = new ArrayList<>();
    for (int at = 0; at + 14 < in.capacity(); at++) {
      if (in.getInt(at) == 0x5367674f) {
        positions.add(in.getLong(at + 6));
      }
    }
    int skipped =
        ByteBuffer.wrap(OggReader.packets(note()).get(0))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getShort(10);
    assertThat(positions).containsExactly(0L, 0L, 48_000L, 96_000L, 144_000L, 144_000L + skipped);
  }

  private static int peak(short[] samples, double from, double to) {
    int peak = 0;
    for (int i = (int) (from * VoiceNote.RATE); i < to * VoiceNote.RATE; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }

  @Property(tries = 300)
  void noBytesBreakTheReader(@ForAll @Size(max = 400) byte[] junk) {
    assertThatThrownBy(() -> VoiceNote.read(junk)).isInstanceOf(IOException.class);
  }

  /** A page whose sum does not fit ends the note; nothing else happens. */
  @Property(tries = 60)
  void damageIsNeverMoreThanSilence(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int hits) {
    byte[] file = note();
    for (int i = 0; i < hits; i++) {
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
    }
    try {
      assertThat(samples(VoiceNote.read(file), 0).length).isLessThanOrEqualTo(4 * VoiceNote.RATE);
    } catch (IOException e) {
      assertThat(e).hasNoCause();
    }
  }

  /** Well-formed pages around packets that are none. */
  @Property(tries = 200)
  void packetsOfAnythingCanBePlayed(@ForAll @Size(min = 1, max = 300) byte[] packet) {
    OggWriter ogg = new OggWriter(1);
    ogg.header(OggReader.packets(note()).get(0));
    ogg.header(OggReader.packets(note()).get(1));
    for (int i = 0; i < 20; i++) {
      ogg.packet(packet, i);
    }
    try {
      VoiceNote note = VoiceNote.read(ogg.end(20));
      assertThat(note.bars(10)).hasSize(10);
    } catch (IOException e) {
      assertThat(VoiceNote.samples(packet) * 20).isLessThanOrEqualTo(65_535);
    }
  }

  @Test
  void aNoteThatClaimsToBeEndlessIsRefused() {
    OggWriter ogg = new OggWriter(1);
    ogg.header(OggReader.packets(note()).get(0));
    ogg.header(OggReader.packets(note()).get(1));
    ogg.packet(new byte[] {3, (byte) 0xff}, Long.MAX_VALUE); // 63 frames of 10 ms
    assertThatThrownBy(() -> VoiceNote.read(ogg.end(Long.MAX_VALUE)))
        .isInstanceOf(IOException.class);
  }
}
