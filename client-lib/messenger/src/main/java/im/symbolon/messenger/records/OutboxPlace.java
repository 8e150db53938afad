package im.symbolon.messenger.records;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an outbox entry stands.
 *
 * @param position in the queue of its contact; kept when it has to be sent again
 * @param returned it came back before the own server confirmed that it had taken it
 * @param repeats how often it was sent again because nobody confirmed it
 * @param takenAt when the server took it
 */
public record OutboxPlace(
    long position, State state, boolean returned, int repeats, Optional<Instant> takenAt) {
  /** How long a message can be repeated or returned. */
  private static final Duration KEPT = Duration.ofDays(14);

  /** The same for what only serves sessions and receipts. */
  private static final Duration KEPT_SHORT = Duration.ofHours(1);

  /** What is known about its way. */
  public enum State {
    WAITING(0),
    UNDERWAY(1),
    TAKEN(2);

    private final int number;

    State(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static State of(int number) {
      for (State each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown state of an outbox entry");
    }
  }

  public OutboxPlace {
    Objects.requireNonNull(state);
    Objects.requireNonNull(takenAt);
  }

  static OutboxPlace at(long position) {
    return new OutboxPlace(position, State.WAITING, false, 0, Optional.empty());
  }

  OutboxPlace underway() {
    return new OutboxPlace(position, State.UNDERWAY, false, repeats, takenAt);
  }

  OutboxPlace waiting() {
    return new OutboxPlace(position, State.WAITING, false, repeats, takenAt);
  }

  /** One that already came back was taken, too, and waits again. */
  OutboxPlace taken(Instant now) {
    return returned
        ? waiting()
        : new OutboxPlace(position, State.TAKEN, false, repeats, Optional.of(now));
  }

  OutboxPlace cameBack() {
    return state == State.UNDERWAY
        ? new OutboxPlace(position, state, true, repeats, takenAt)
        : waiting();
  }

  OutboxPlace repeated() {
    return new OutboxPlace(position, State.WAITING, false, repeats + 1, takenAt);
  }

  boolean isOver(OutboxEntry.Kind kind, Instant now) {
    Duration kept = kind.isLasting() ? KEPT : KEPT_SHORT;
    return state == State.TAKEN && takenAt.isPresent() && now.isAfter(takenAt.get().plus(kept));
  }
}
