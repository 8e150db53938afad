package im.symbolon.views;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a file is.
 *
 * @param done bytes of this stage
 * @param total bytes of this stage; 0 while it is not known
 * @param problem why it is not here
 * @param bars how loud a recording is along its way, 0 to 100; none while that is not known
 */
public record FileState(
    Stage stage, long done, long total, Optional<Problem> problem, List<Integer> bars) {
  /** What can be done with it. */
  public enum Stage {
    /** With its sender's server; it can be fetched. */
    ABSENT,
    /** On its way to our server, as soon as there is a connection. */
    WAITING,
    /** It is made ready, or judged. */
    PREPARING,
    MOVING,
    /** On this device, sealed. */
    HERE,
    FAILED;

    /** True for what can be stopped. */
    public boolean isUnderWay() {
      return this == PREPARING || this == MOVING;
    }
  }

  static final FileState ABSENT = of(Stage.ABSENT);

  public FileState {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(problem);
    bars = List.copyOf(bars);
  }

  static FileState of(Stage stage) {
    return new FileState(stage, 0, 0, Optional.empty(), List.of());
  }

  static FileState moving(Stage stage, long done, long total) {
    return new FileState(stage, done, total, Optional.empty(), List.of());
  }

  static FileState failed(Problem why) {
    return new FileState(Stage.FAILED, 0, 0, Optional.of(why), List.of());
  }

  FileState sounding(List<Integer> loudness) {
    return new FileState(stage, done, total, problem, loudness);
  }

  /** How far this stage is, 0 to 100; -1 while nobody knows. */
  public int percent() {
    return total <= 0 ? -1 : (int) Math.min(100, done * 100 / total);
  }
}
