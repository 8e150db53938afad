package im.symbolon.swing.media;

import im.symbolon.views.Sound;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** The system's default microphone and speaker, by {@code javax.sound}. */
public final class JavaSound implements Sound {
  private static final AudioFormat FORMAT = new AudioFormat(RATE, 16, 1, true, false);

  /** A fifth of a second: enough for a machine with two slow cores. */
  private static final int BUFFER = RATE / 5 * 2;

  @Override
  public Microphone microphone() throws NoSoundException {
    try {
      TargetDataLine line = AudioSystem.getTargetDataLine(FORMAT);
      line.open(FORMAT, BUFFER);
      line.start();
      return new Heard(line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw none(e);
    }
  }

  @Override
  public Speaker speaker() throws NoSoundException {
    try {
      SourceDataLine line = AudioSystem.getSourceDataLine(FORMAT);
      line.open(FORMAT, BUFFER);
      line.start();
      return new Said(line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw none(e);
    }
  }

  private static NoSoundException none(Exception why) {
    NoSoundException none = new NoSoundException();
    none.initCause(why);
    return none;
  }

  private record Heard(TargetDataLine line) implements Microphone {
    @Override
    public int read(short[] samples) {
      byte[] bytes = new byte[samples.length * 2];
      int n = line.read(bytes, 0, bytes.length) / 2;
      for (int i = 0; i < n; i++) {
        samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
      }
      return n == 0 ? -1 : n;
    }

    @Override
    public void close() {
      line.close();
    }
  }

  private record Said(SourceDataLine line) implements Speaker {
    @Override
    public void write(short[] samples, int count) {
      byte[] bytes = new byte[count * 2];
      for (int i = 0; i < count; i++) {
        bytes[2 * i] = (byte) samples[i];
        bytes[2 * i + 1] = (byte) (samples[i] >> 8);
      }
      line.write(bytes, 0, bytes.length);
    }

    @Override
    public void drain() {
      line.drain();
    }

    @Override
    public void close() {
      line.close();
    }
  }
}
