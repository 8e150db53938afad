package im.symbolon.views;

import im.symbolon.views.voice.VoiceNote;

/**
 * Microphones and speakers: one channel of samples of 16 bits, {@value #RATE} in a second. What is
 * opened is used on one thread and closed on any.
 */
public interface Sound {
  int RATE = VoiceNote.RATE;

  /** There are none. */
  Sound NONE =
      new Sound() {
        @Override
        public Microphone microphone() throws NoSoundException {
          throw new NoSoundException();
        }

        @Override
        public Speaker speaker() throws NoSoundException {
          throw new NoSoundException();
        }
      };

  /** There is none, somebody else uses it, or nobody may. */
  final class NoSoundException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Hears. */
  interface Microphone extends AutoCloseable {
    /**
     * Waits for samples.
     *
     * @return how many; -1 when nothing more comes
     */
    int read(short[] samples);

    @Override
    void close();
  }

  /** Speaks. */
  interface Speaker extends AutoCloseable {
    /** Takes samples, and waits while it has enough of them. */
    void write(short[] samples, int count);

    /** Waits until all was heard, or it is closed. */
    void drain();

    @Override
    void close();
  }

  Microphone microphone() throws NoSoundException;

  Speaker speaker() throws NoSoundException;
}
