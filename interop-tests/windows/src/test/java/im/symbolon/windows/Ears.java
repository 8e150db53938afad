package im.symbolon.windows;

import im.symbolon.views.Sound;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A microphone that hears a tone for a while, and a speaker that counts. */
final class Ears implements Sound {
  static final int SECONDS = 4;
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicLong heard = new AtomicLong();
  private final AtomicInteger loudest = new AtomicInteger();
  private volatile boolean deaf;
  private volatile long holdAt = Long.MAX_VALUE;
  private volatile CountDownLatch open = new CountDownLatch(0);

  /** From now on there is no microphone. */
  void deaf(boolean now) {
    deaf = now;
  }

  /** Plays so many samples, and the others when it is let go. */
  void hold(long samples) {
    open = new CountDownLatch(1);
    holdAt = samples;
  }

  void letGo() {
    holdAt = Long.MAX_VALUE;
    open.countDown();
  }

  /** Samples that were played. */
  long heard() {
    return heard.get();
  }

  /** Of what was played, 0 to 32,767. */
  int loudest() {
    return loudest.get();
  }

  @Override
  public Microphone microphone() throws NoSoundException {
    if (deaf) {
      throw new NoSoundException();
    }
    return new Tone();
  }

  @Override
  public Speaker speaker() {
    return new Counting();
  }

  /** Louder and softer, as a voice is. */
  private static final class Tone implements Microphone {
    private int at;

    @Override
    public int read(short[] samples) {
      if (at >= SECONDS * RATE) {
        return -1;
      }
      for (int i = 0; i < samples.length; i++) {
        double t = (double) at++ / RATE;
        double loud = Math.abs(Math.sin(t * 3.1)) * Math.abs(Math.sin(t * 7.3));
        samples[i] = (short) (14_000 * loud * Math.sin(t * 2 * Math.PI * 330));
      }
      return samples.length;
    }

    @Override
    public void close() {
      at = SECONDS * RATE;
    }
  }

  private final class Counting implements Speaker {
    @Override
    public void write(short[] samples, int count) {
      try {
        if (heard.get() >= holdAt && !open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody let it go");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (int i = 0; i < count; i++) {
        loudest.accumulateAndGet(Math.abs(samples[i]), Math::max);
      }
      heard.addAndGet(count);
    }

    @Override
    public void drain() {
      heard.get(); // all was counted when it came
    }

    @Override
    public void close() {
      open.countDown();
    }
  }
}
