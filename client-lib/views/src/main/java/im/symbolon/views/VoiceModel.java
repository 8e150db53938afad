package im.symbolon.views;

import im.symbolon.views.voice.VoiceNote;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Voice notes of one chat: recorded, and played one at a time. */
public final class VoiceModel implements AutoCloseable {
  private final Session session;
  private final ChatFiles files;
  private final State<View> state;
  private Optional<VoiceRecording> recording = Optional.empty();
  private Optional<VoicePlaying> playing = Optional.empty();

  /**
   * What the screen shows.
   *
   * @param recorded while something is recorded, or waits to be sent
   * @param played what is heard now
   */
  public record View(
      Optional<Recorded> recorded, Optional<Played> played, Optional<Problem> problem) {
    View recorded(Optional<Recorded> now) {
      return new View(now, played, problem);
    }

    View played(Optional<Played> now) {
      return new View(recorded, now, problem);
    }

    View problem(Optional<Problem> what) {
      return new View(recorded, played, what);
    }
  }

  /**
   * What is being recorded.
   *
   * @param levels how loud it was, the last moments, 0 to 100
   * @param full whether it is as long as one may be
   */
  public record Recorded(Duration length, List<Integer> levels, boolean full) {
    public Recorded {
      levels = List.copyOf(levels);
    }
  }

  /** What is being played. */
  public record Played(FileKey file, Duration at, Duration length, boolean paused) {
    /** How far it is, 0 to 1. */
    public double share() {
      return length.isZero() ? 0 : Math.min(1, (double) at.toMillis() / length.toMillis());
    }
  }

  VoiceModel(Session session, ChatFiles files) {
    this.session = session;
    this.files = files;
    this.state =
        session.backstage().state(new View(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  public State<View> state() {
    return state;
  }

  /** Begins to record. */
  public synchronized void record() {
    if (recording.isPresent()) {
      return;
    }
    stopPlaying();
    state.change(was -> was.problem(Optional.empty()));
    VoiceRecording made = new VoiceRecording(session.sound(), session.serial(), this::recorded);
    recording = Optional.of(made);
    session.backstage().slowly(made::run, problem -> failed(made, problem));
  }

  private synchronized void recorded(Recorded now) {
    if (recording.isPresent()) {
      state.change(was -> was.recorded(Optional.of(now)));
    }
  }

  private synchronized void failed(VoiceRecording which, Problem problem) {
    if (recording.equals(Optional.of(which))) {
      recording = Optional.empty();
    }
    state.change(was -> was.recorded(Optional.empty()).problem(Optional.of(problem)));
  }

  /** Throws away what was recorded. */
  public void cancel() {
    take().ifPresent(VoiceRecording::stop);
    state.change(was -> was.recorded(Optional.empty()));
  }

  private synchronized Optional<VoiceRecording> take() {
    Optional<VoiceRecording> taken = recording;
    recording = Optional.empty();
    return taken;
  }

  /** Sends what was recorded. */
  public void send() {
    Optional<VoiceRecording> taken = take();
    if (!taken.isPresent()) {
      return;
    }
    session
        .backstage()
        .slowly(
            () -> {
              Optional<Picked> note = taken.get().end();
              state.change(was -> was.recorded(Optional.empty()));
              note.ifPresent(each -> files.send(List.of(new Outgoing(each, "", false))));
            },
            problem -> state.change(was -> was.problem(Optional.of(problem))));
  }

  /** Plays it, or pauses it, or goes on. */
  public void toggle(FileKey file) {
    Optional<VoicePlaying> now = playing(file);
    if (now.isPresent()) {
      now.get().toggle();
    } else {
      play(file, 0);
    }
  }

  /**
   * Plays it from there.
   *
   * @param share of its length, 0 to 1
   */
  public void seek(FileKey file, double share) {
    Optional<VoicePlaying> now = playing(file);
    if (now.isPresent()) {
      now.get().seek(share);
    } else {
      play(file, share);
    }
  }

  private synchronized Optional<VoicePlaying> playing(FileKey file) {
    return playing.filter(each -> each.file().equals(file) && !each.isOver());
  }

  private synchronized void play(FileKey file, double share) {
    stopPlaying();
    VoicePlaying made = new VoicePlaying(file, share, session.sound(), this::played);
    playing = Optional.of(made);
    state.change(was -> was.problem(Optional.empty()));
    files.read(file, content -> heard(made, content));
  }

  private void heard(VoicePlaying which, FileContent content) {
    try {
      which.run(note(content));
    } catch (Exception e) {
      state.change(was -> was.played(Optional.empty()).problem(Optional.of(Problem.of(e))));
    } finally {
      which.stop();
      ended(which);
    }
  }

  private synchronized void ended(VoicePlaying which) {
    if (playing.equals(Optional.of(which))) {
      playing = Optional.empty();
      state.change(was -> was.played(Optional.empty()));
    }
  }

  private synchronized void played(VoicePlaying which, Played now) {
    if (playing.equals(Optional.of(which))) {
      state.change(was -> was.played(Optional.of(now)));
    }
  }

  private synchronized void stopPlaying() {
    playing.ifPresent(VoicePlaying::stop);
    playing = Optional.empty();
    state.change(was -> was.played(Optional.empty()));
  }

  static VoiceNote note(FileContent content) throws Exception {
    try {
      return VoiceNote.read(content.bytes(FileItem.LARGEST_VOICE));
    } catch (IOException e) {
      throw new UnplayableException(e);
    }
  }

  /** It is no recording that can be played here. */
  static final class UnplayableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnplayableException(Throwable cause) {
      super(cause);
    }
  }

  /** The person has seen what went wrong. */
  public void dismiss() {
    state.change(was -> was.problem(Optional.empty()));
  }

  @Override
  public void close() {
    cancel();
    stopPlaying();
  }
}
