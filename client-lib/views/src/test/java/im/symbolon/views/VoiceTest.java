package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.voice.VoiceNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One recording and one playing, as threads steer them. */
class VoiceTest {
  private static final FileKey FILE =
      new FileKey(new Target(new BareJid("bob", "beta.test"), "id"), 0);
  private static final int SECONDS = 2;

  /** Says so many samples, in portions that fit nothing. */
  private static Sound saying(int samples) {
    return new Sound() {
      private int left = samples;

      @Override
      public Microphone microphone() {
        return new Microphone() {
          @Override
          public int read(short[] into) {
            int n = Math.min(left, Math.min(into.length, 333));
            left -= n;
            Arrays.fill(into, 0, n, (short) 8_000);
            return n == 0 ? -1 : n;
          }

          @Override
          public void close() {
            left = 0;
          }
        };
      }

      @Override
      public Speaker speaker() throws NoSoundException {
        throw new NoSoundException();
      }
    };
  }

  private static byte[] recorded(int samples) throws Exception {
    VoiceRecording recording = new VoiceRecording(saying(samples), 1, now -> {});
    recording.run();
    Optional<Picked> note = recording.end();
    return note.isPresent() ? note.get().open().readAllBytes() : new byte[0];
  }

  @Test
  void whatIsSaidIsRecordedInWholeFrames() throws Exception {
    List<VoiceModel.Recorded> told = new ArrayList<>();
    VoiceRecording recording = new VoiceRecording(saying(SECONDS * Sound.RATE), 1, told::add);
    recording.run();
    Picked note = recording.end().orElseThrow();
    assertThat(note.source().length().map(each -> each.toMillis())).contains(SECONDS * 1000L);
    assertThat(note.kind()).isEqualTo(FileItem.Kind.VOICE);
    assertThat(told.get(told.size() - 1).levels()).hasSizeLessThanOrEqualTo(64).contains(74);
    assertThat(told).noneMatch(VoiceModel.Recorded::full);
  }

  @Test
  void aSlipOfTheHandIsNotSent() throws Exception {
    assertThat(recorded(Sound.RATE / 5)).isEmpty();
    assertThat(recorded(Sound.RATE / 2)).isNotEmpty();
  }

  @Test
  void aRecordingEndsByItself() throws Exception {
    List<VoiceModel.Recorded> told = new ArrayList<>();
    Duration longest = Duration.ofMillis(2400);
    VoiceRecording recording = new VoiceRecording(saying(10 * Sound.RATE), 1, told::add, longest);
    recording.run();
    assertThat(told.get(told.size() - 1).full()).isTrue();
    assertThat(told.get(told.size() - 1).length()).isEqualTo(longest);
    long size = recording.end().orElseThrow().size();
    assertThat(size * VoiceRecording.LONGEST.toMillis() / longest.toMillis())
        .as("the longest can be played")
        .isLessThan(FileItem.LARGEST_VOICE);
  }

  @Test
  void withoutAMicrophoneNothingIsRecorded() throws Exception {
    VoiceRecording recording = new VoiceRecording(Sound.NONE, 1, now -> {});
    assertThatThrownBy(recording::run).isInstanceOf(Sound.NoSoundException.class);
    assertThat(recording.end()).isEmpty();
  }

  /** Each portion waits until somebody hears it. */
  private static final class Heard implements Sound {
    private final SynchronousQueue<Integer> portions = new SynchronousQueue<>();
    private volatile boolean closed;

    @Override
    public Microphone microphone() throws NoSoundException {
      throw new NoSoundException();
    }

    @Override
    public Speaker speaker() {
      return new Speaker() {
        @Override
        public void write(short[] samples, int count) {
          try {
            portions.put(count);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }

        @Override
        public void drain() {
          assertThat(closed).isFalse();
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }

    int hear() throws InterruptedException {
      Integer count = portions.poll(60, TimeUnit.SECONDS);
      assertThat(count).as("something is heard").isNotNull();
      return count;
    }
  }

  @Test
  void playingCanBePausedMovedAndStopped() throws Exception {
    VoiceNote note = VoiceNote.read(recorded(SECONDS * Sound.RATE));
    Heard ears = new Heard();
    List<VoiceModel.Played> told = new CopyOnWriteArrayList<>();
    VoicePlaying playing = new VoicePlaying(FILE, 0, ears, (which, now) -> told.add(now));
    Thread thread = new Thread(() -> run(playing, note));
    thread.start();
    ears.hear();
    playing.toggle();
    int more = 0;
    while (told.stream().noneMatch(VoiceModel.Played::paused)) {
      more += ears.portions.poll(50, TimeUnit.MILLISECONDS) == null ? 0 : 1;
    }
    assertThat(more).as("what was on its way").isLessThanOrEqualTo(1);
    playing.seek(0.9);
    playing.toggle();
    int rest = 0;
    while (thread.isAlive()) {
      Integer heard = ears.portions.poll(50, TimeUnit.MILLISECONDS);
      rest += heard == null ? 0 : heard;
    }
    assertThat(rest).isLessThan(Sound.RATE / 2);
    assertThat(told.get(told.size() - 1).share()).isGreaterThan(0.85);
    assertThat(ears.closed).isTrue();
  }

  @Test
  void whatIsStoppedIsSilent() throws Exception {
    VoiceNote note = VoiceNote.read(recorded(SECONDS * Sound.RATE));
    Heard ears = new Heard();
    VoicePlaying playing = new VoicePlaying(FILE, 0, ears, (which, now) -> {});
    Thread thread = new Thread(() -> run(playing, note));
    thread.start();
    ears.hear();
    playing.stop();
    int more = 0;
    while (thread.isAlive()) {
      more += ears.portions.poll(50, TimeUnit.MILLISECONDS) == null ? 0 : 1;
    }
    assertThat(more).isLessThanOrEqualTo(1);
    assertThat(playing.isOver()).isTrue();
  }

  private static void run(VoicePlaying playing, VoiceNote note) {
    try {
      playing.run(note);
    } catch (Sound.NoSoundException e) {
      throw new AssertionError(e);
    }
  }
}
