package im.symbolon.views;

import im.symbolon.views.voice.VoiceNote;
import im.symbolon.views.voice.VoiceWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One voice note while it is spoken. It is run on one thread and ended from another. */
final class VoiceRecording {
  /** Longer ones are not made. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  /** Shorter ones are a slip of the hand. */
  private static final Duration SHORTEST = Duration.ofMillis(300);

  private static final int LEVELS = 64;

  /** A level for so many frames: 60 ms. */
  private static final int FRAMES = 3;

  private static final int PATIENCE_SECONDS = 10;

  private final Duration longest;
  private final Sound sound;
  private final VoiceWriter writer;
  private final Consumer<VoiceModel.Recorded> told;
  private final Deque<Integer> levels = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stopped;

  VoiceRecording(Sound sound, int serial, Consumer<VoiceModel.Recorded> told) {
    this(sound, serial, told, LONGEST);
  }

  VoiceRecording(Sound sound, int serial, Consumer<VoiceModel.Recorded> told, Duration longest) {
    this.longest = longest;
    this.sound = sound;
    this.writer = new VoiceWriter(serial);
    this.told = told;
  }

  void run() throws Sound.NoSoundException {
    try (Sound.Microphone microphone = sound.microphone()) {
      short[] frame = new short[VoiceWriter.FRAME];
      int peak = 0;
      for (int i = 1; fill(microphone, frame); i++) {
        writer.frame(frame);
        peak = Math.max(peak, peak(frame));
        if (i % FRAMES == 0) {
          level(VoiceNote.loudness(peak));
          peak = 0;
        }
      }
    } finally {
      over.countDown();
    }
  }

  private boolean isFull() {
    return writer.length().compareTo(longest) >= 0;
  }

  private boolean fill(Sound.Microphone microphone, short[] frame) {
    int done = 0;
    while (done < frame.length) {
      short[] rest = new short[frame.length - done];
      int n = stopped || isFull() ? -1 : microphone.read(rest);
      if (n < 0) {
        return false;
      }
      System.arraycopy(rest, 0, frame, done, n);
      done += n;
    }
    return true;
  }

  private static int peak(short[] frame) {
    int peak = 0;
    for (short each : frame) {
      peak = Math.max(peak, Math.abs(each));
    }
    return peak;
  }

  private void level(int loudness) {
    levels.addLast(loudness);
    if (levels.size() > LEVELS) {
      levels.removeFirst();
    }
    if (!stopped) {
      told.accept(new VoiceModel.Recorded(writer.length(), new ArrayList<>(levels), isFull()));
    }
  }

  void stop() {
    stopped = true;
  }

  /** What was recorded; empty when that was nothing. Waits for the last of it. */
  Optional<Picked> end() throws InterruptedException {
    stop();
    if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        || writer.length().compareTo(SHORTEST) < 0) {
      return Optional.empty();
    }
    return Optional.of(Picked.recording("voice.ogg", writer.end(), writer.length()));
  }
}
