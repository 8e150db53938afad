package im.symbolon.messenger.people;

import static im.symbolon.messenger.trust.TestLists.BOB;
import static im.symbolon.messenger.trust.TestLists.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Alarm;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.TestLists;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookPolicyTest {
  private static final Set<DeviceId> NONE = Set.of();
  private static final Set<DeviceId> EVIL = Set.of(new DeviceId(66));

  private final TestLists bobs = new TestLists(1);
  private final Person rootless = Person.unknown(BOB).looked(NOW, NONE);
  private final Person listed =
      rootless.accepting(AcceptedList.of(bobs.at(1, 1).with(bobs.device(1))));

  private static boolean isDue(Person person, Set<DeviceId> unlisted, Duration later) {
    return new LookPolicy(NOW.plus(later)).isDue(Optional.of(person), unlisted, true);
  }

  @Test
  void ofWhomNothingIsKnownIsAskedBeforeSomebodyWritesToThem() {
    LookPolicy policy = new LookPolicy(NOW);
    assertThat(policy.isDue(Optional.empty(), EVIL, true)).isTrue();
    assertThat(policy.isDue(Optional.empty(), EVIL, false)).isFalse();
  }

  @Test
  void whoHasNoListIsAskedAboutOnceADay() {
    assertThat(isDue(rootless, NONE, Duration.ofHours(23))).isFalse();
    assertThat(isDue(rootless, NONE, Duration.ofHours(24))).isTrue();
  }

  @Test
  void aListIsAskedForWeeklyAndDailyBeforeItsEnd() {
    assertThat(isDue(listed, NONE, Duration.ofDays(6))).isFalse();
    assertThat(isDue(listed, NONE, Duration.ofDays(7))).isTrue();
    Person lately = listed.looked(NOW.plus(Duration.ofDays(22)), NONE);
    assertThat(isDue(lately, NONE, Duration.ofDays(22).plusHours(23))).isFalse();
    assertThat(isDue(lately, NONE, Duration.ofDays(23).plusHours(1))).isTrue();
  }

  @Test
  void aDeviceThatNoListHasIsAReasonOnce() {
    assertThat(isDue(listed, EVIL, Duration.ofHours(1))).isTrue();
    assertThat(isDue(listed.looked(NOW, EVIL), EVIL, Duration.ofHours(1))).isFalse();
    assertThat(isDue(rootless, EVIL, Duration.ofHours(1))).isTrue();
  }

  @Test
  void nobodyAsksAboutWhoIsBlocked() {
    Person blocked = listed.blocked(new Blocked(Alarm.ROOT_CHANGED, bobs.root()));
    assertThat(isDue(blocked, EVIL, Duration.ofDays(30))).isFalse();
  }

  @Test
  void aMinuteLiesBetweenTwoQuestions() {
    Instant soon = NOW.plusSeconds(59);
    assertThat(new LookPolicy(soon).mayAsk(Optional.of(listed), Instant.EPOCH)).isFalse();
    assertThat(new LookPolicy(NOW.plusSeconds(60)).mayAsk(Optional.of(listed), Instant.EPOCH))
        .isTrue();
    assertThat(new LookPolicy(soon).mayAsk(Optional.empty(), NOW))
        .as("nor after a question in vain")
        .isFalse();
  }

  @Test
  void whatIsAuthenticHasToWaitAFewSecondsOnlyUnlessNobodyAnswered() {
    Optional<Person> known = Optional.of(listed);
    LookPolicy soon = new LookPolicy(NOW.plusSeconds(2));
    Duration pause = Duration.ofSeconds(5);
    assertThat(soon.untilAsking(known, Instant.EPOCH, pause)).isEqualTo(Duration.ofSeconds(3));
    assertThat(soon.untilAsking(known, NOW, pause)).isEqualTo(Duration.ofSeconds(58));
    LookPolicy later = new LookPolicy(NOW.plusSeconds(5));
    assertThat(later.untilAsking(known, Instant.EPOCH, pause)).isZero();
  }

  @Test
  void whileReasonsGoOnThePauseGrowsToAMinuteAndAfterSomeQuietItIsShortAgain() {
    Pace pace = new Pace();
    Instant now = NOW;
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pace.look(BOB, now);
      Duration pause = pace.of(BOB, now);
      pauses.add(pause.toSeconds());
      now = now.plus(pause);
    }
    assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    assertThat(pace.of(BOB, now.plus(Duration.ofMinutes(3)))).isEqualTo(Duration.ofSeconds(5));
    assertThat(pace.of(new BareJid("carol", "gamma.test"), now)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aLookThatBeganBeforeItWasSaidIsNotEnough() {
    Pace pace = new Pace();
    assertThat(pace.looksSince(BOB, NOW)).isFalse();
    pace.look(BOB, NOW);
    assertThat(pace.looksSince(BOB, NOW)).isTrue();
    assertThat(pace.looksSince(BOB, NOW.plusMillis(1))).isFalse();
  }

  /** The clock was a year ahead when it was last looked. */
  @Test
  void aClockThatWasSetBackKeepsNobodyFromLooking() {
    LookPolicy policy = new LookPolicy(NOW.minus(Duration.ofDays(365)));
    assertThat(policy.mayAsk(Optional.of(listed), Instant.EPOCH)).isTrue();
    assertThat(policy.untilAsking(Optional.of(listed), Instant.EPOCH, LookPolicy.PAUSE)).isZero();
    assertThat(policy.isDue(Optional.of(listed), NONE, true)).isTrue();
  }
}
