package im.symbolon.views;

import im.symbolon.views.voice.VoiceNote;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** One voice note while it is heard. It is run on one thread and steered from others. */
final class VoicePlaying {
  /** So much is handed over at a time: a tenth of a second. */
  private static final int PORTION = Sound.RATE / 10;

  private final FileKey file;
  private final Sound sound;
  private final BiConsumer<VoicePlaying, VoiceModel.Played> told;
  private double from;
  private boolean jumped = true;
  private boolean paused;
  private boolean over;

  VoicePlaying(
      FileKey file, double from, Sound sound, BiConsumer<VoicePlaying, VoiceModel.Played> told) {
    this.file = file;
    this.from = from;
    this.sound = sound;
    this.told = told;
  }

  FileKey file() {
    return file;
  }

  synchronized boolean isOver() {
    return over;
  }

  synchronized void toggle() {
    paused = !paused;
    notifyAll();
  }

  synchronized void seek(double share) {
    from = Math.max(0, Math.min(1, share));
    jumped = true;
    notifyAll();
  }

  synchronized void stop() {
    over = true;
    notifyAll();
  }

  void run(VoiceNote note) throws Sound.NoSoundException {
    try (Sound.Speaker speaker = sound.speaker()) {
      while (jumps()) {
        long begin = Math.round(share() * note.length().toMillis() * Sound.RATE / 1000);
        long[] at = {begin};
        note.play(
            begin, (samples, first, count) -> heard(note, speaker, samples, first, count, at));
        if (!isDisturbed()) {
          speaker.drain();
        }
      }
    }
  }

  private synchronized boolean jumps() {
    boolean jumps = jumped && !over;
    jumped = false;
    return jumps;
  }

  private synchronized double share() {
    return from;
  }

  private synchronized boolean isDisturbed() {
    return jumped || over;
  }

  private boolean heard(
      VoiceNote note, Sound.Speaker speaker, short[] samples, int first, int count, long[] at) {
    for (int i = 0; i < count; i += PORTION) {
      int portion = Math.min(PORTION, count - i);
      tell(note, at[0]);
      if (!goesOn(note, at[0])) {
        return false;
      }
      speaker.write(Arrays.copyOfRange(samples, first + i, first + i + portion), portion);
      at[0] += portion;
    }
    return true;
  }

  private void tell(VoiceNote note, long at) {
    Duration now = Duration.ofMillis(at * 1000 / Sound.RATE);
    told.accept(this, new VoiceModel.Played(file, now, note.length(), isPaused()));
  }

  private synchronized boolean isPaused() {
    return paused;
  }

  /** Waits while it is paused; false when it is not to go on from here. */
  private boolean goesOn(VoiceNote note, long at) {
    synchronized (this) {
      if (!paused) {
        return !isDisturbed();
      }
    }
    tell(note, at);
    synchronized (this) {
      while (paused && !isDisturbed()) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          over = true;
        }
      }
      return !isDisturbed();
    }
  }
}
