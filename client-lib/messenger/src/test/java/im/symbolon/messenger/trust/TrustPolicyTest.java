package im.symbolon.messenger.trust;

import static im.symbolon.messenger.trust.Trust.DISTRUSTED;
import static im.symbolon.messenger.trust.Trust.TRUSTED;
import static im.symbolon.messenger.trust.Trust.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  /** The whole table. */
  @ParameterizedTest
  @CsvSource({
    "TRUSTED,    false, true",
    "TRUSTED,    true,  true",
    "UNDECIDED,  false, true",
    "UNDECIDED,  true,  false",
    "DISTRUSTED, false, false",
    "DISTRUSTED, true,  false",
  })
  void whoMayBeWrittenTo(Trust trust, boolean everVerified, boolean may) {
    assertThat(TrustPolicy.maySend(trust, everVerified)).isEqualTo(may);
  }

  @Test
  void trustIsBlindBeforeTheFirstVerificationAndNeverAfter() {
    Decision before = TrustPolicy.atFirstSight(false, NOW);
    Decision after = TrustPolicy.atFirstSight(true, NOW);
    assertThat(before).isEqualTo(new Decision(TRUSTED, Basis.BLIND, NOW));
    assertThat(after).isEqualTo(new Decision(UNDECIDED, Basis.BLIND, NOW));
    assertThat(before.isVerified()).isFalse();
    assertThat(TrustPolicy.maySend(after.trust(), true)).isFalse();
  }

  @Test
  void onlyTrustThatIsNotBlindIsVerification() {
    assertThat(Decision.ofPerson(TRUSTED, NOW).isVerified()).isTrue();
    assertThat(Decision.ofCode(NOW).isVerified()).isTrue();
    assertThat(Decision.ofPerson(UNDECIDED, NOW).isVerified()).isFalse();
    assertThat(Decision.ofPerson(DISTRUSTED, NOW).isVerified()).isFalse();
  }

  @Test
  void nothingIsDistrustedBlindlyOrByACode() {
    assertThatThrownBy(() -> new Decision(DISTRUSTED, Basis.BLIND, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decision(DISTRUSTED, Basis.CODE, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What stands in stores: a number that changed its meaning would turn distrust into trust. */
  @Test
  void numbersKeepTheirMeaning() {
    assertThat(Arrays.stream(Trust.values()).map(t -> t + "=" + t.number()))
        .containsExactly("TRUSTED=1", "UNDECIDED=2", "DISTRUSTED=3");
    assertThat(Arrays.stream(Basis.values()).map(b -> b + "=" + b.number()))
        .containsExactly("BLIND=1", "PERSON=2", "CODE=3", "SIGNED=4");
    assertThat(Arrays.stream(Trust.values()).map(t -> Trust.of(t.number())))
        .containsExactly(Trust.values());
    assertThat(Arrays.stream(Basis.values()).map(b -> Basis.of(b.number())))
        .containsExactly(Basis.values());
    assertThatThrownBy(() -> Trust.of(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Basis.of(5)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Rows: what is thought of the device itself; columns: what its owner's list says. */
  @ParameterizedTest
  @CsvSource({
    "BLIND, TRUSTED, NO_ROOT, TRUSTED, BLIND",
    "BLIND, TRUSTED, LISTED, TRUSTED, SIGNED",
    "BLIND, TRUSTED, UNLISTED, UNDECIDED, BLIND",
    "BLIND, TRUSTED, OTHER_KEY, UNDECIDED, BLIND",
    "BLIND, TRUSTED, REMOVED, DISTRUSTED, SIGNED",
    "BLIND, UNDECIDED, LISTED, TRUSTED, SIGNED",
    "PERSON, UNDECIDED, LISTED, TRUSTED, SIGNED",
    "PERSON, TRUSTED, LISTED, TRUSTED, PERSON",
    "PERSON, TRUSTED, UNLISTED, TRUSTED, PERSON",
    "CODE, TRUSTED, UNLISTED, TRUSTED, CODE",
    "PERSON, TRUSTED, OTHER_KEY, UNDECIDED, BLIND",
    "PERSON, TRUSTED, REMOVED, DISTRUSTED, SIGNED",
    "PERSON, DISTRUSTED, NO_ROOT, DISTRUSTED, PERSON",
    "PERSON, DISTRUSTED, LISTED, DISTRUSTED, PERSON",
    "PERSON, DISTRUSTED, UNLISTED, DISTRUSTED, PERSON",
    "PERSON, DISTRUSTED, REMOVED, DISTRUSTED, PERSON"
  })
  void whoWinsWhereRulesMeet(
      Basis basis, Trust trust, Standing standing, Trust expected, Basis on) {
    Decision decision = TrustPolicy.decide(new Decision(trust, basis, NOW), standing);
    assertThat(decision).isEqualTo(new Decision(expected, on, NOW));
  }
}
