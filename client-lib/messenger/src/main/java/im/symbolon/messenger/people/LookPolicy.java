package im.symbolon.messenger.people;

import im.symbolon.messenger.records.Person;
import im.symbolon.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** When it is time to ask for a person's list. Pure. */
final class LookPolicy {
  /** Between two questions about one person, whatever anybody makes up. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** The shortest, when something authentic says that there is another list by now. */
  static final Duration SHORT_PAUSE = Duration.ofSeconds(5);

  /** Somebody who has no list may have one tomorrow. */
  static final Duration DAY = Duration.ofDays(1);

  /** Lists are signed again weekly; from a week before their end on it is asked daily. */
  static final Duration WEEK = Duration.ofDays(7);

  private final Instant now;

  LookPolicy(Instant now) {
    this.now = now;
  }

  /**
   * Whether nobody was asked about that person a moment ago.
   *
   * @param vain when it was last asked and not answered
   */
  boolean mayAsk(Optional<Person> known, Instant vain) {
    Instant asked = asked(known);
    Instant last = asked.isAfter(vain) ? asked : vain;
    return !last.plus(PAUSE).isAfter(now);
  }

  /**
   * How long a question has to wait for which there was an authentic reason; zero when it need not.
   *
   * @param vain when it was last asked and not answered
   * @param pause after an answer
   */
  Duration untilAsking(Optional<Person> known, Instant vain, Duration pause) {
    Instant answered = asked(known).plus(pause);
    Instant failed = vain.plus(PAUSE);
    Instant earliest = answered.isAfter(failed) ? answered : failed;
    return earliest.isAfter(now) ? Duration.between(now, earliest) : Duration.ZERO;
  }

  private Instant asked(Optional<Person> known) {
    return known.flatMap(Person::lookedAt).filter(at -> !at.isAfter(now)).orElse(Instant.EPOCH);
  }

  /**
   * Whether there is a reason to ask.
   *
   * @param unlisted devices that use the account and that no accepted list has
   * @param writing whether something is to be sent to that person
   */
  boolean isDue(Optional<Person> known, Set<DeviceId> unlisted, boolean writing) {
    if (!known.flatMap(Person::lookedAt).isPresent()) {
      return writing || known.isPresent();
    }
    Person person = known.get();
    Duration age = Duration.between(person.lookedAt().get(), now).abs(); // clocks are set back, too
    return !person.blocked().isPresent()
        && (age.compareTo(patience(person)) >= 0 || !person.lookedFor().containsAll(unlisted));
  }

  private Duration patience(Person person) {
    boolean lasting = person.accepted().filter(list -> !list.isExpired(now.plus(WEEK))).isPresent();
    return lasting ? WEEK : DAY;
  }
}
