package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.EnvelopeCheck.Timing;
import im.symbolon.protocol.omemo.EnvelopeCheck.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeCheckTest {
  private static final Instant SENT = Instant.parse("2026-01-02T03:04:05Z");
  private static final BareJid MALLORY = new BareJid("mallory", "alpha.test");
  private static final Route ROUTE = new Route(Samples.ALICE, Samples.BOB);
  private static final EnvelopeCheck CHECK = new EnvelopeCheck();

  @Test
  void acceptsWhatTheStanzaConfirms() throws Exception {
    Envelope envelope = sealed(SENT);
    assertThat(CHECK.verify(envelope, ROUTE, SENT))
        .isEqualTo(new Verified(envelope, true, true, Timing.PLAUSIBLE));
  }

  @Test
  void refusesASenderThatTheRatchetDidNotAuthenticate() {
    wrongAddress(new Route(MALLORY, Samples.BOB));
  }

  @Test
  void refusesAMessageThatWasWrittenToSomebodyElse() {
    wrongAddress(new Route(Samples.ALICE, MALLORY));
  }

  @Test
  void refusesAMessageTurnedRound() {
    wrongAddress(new Route(Samples.BOB, Samples.ALICE));
  }

  @Test
  void aCopyForOwnDevicesKeepsTheContactAsAddressee() throws Exception {
    assertThat(CHECK.verify(sealed(SENT), new Route(Samples.ALICE, Samples.BOB), SENT).toStated())
        .isTrue();
    wrongAddress(new Route(Samples.ALICE, Samples.ALICE));
  }

  @ParameterizedTest
  @CsvSource({
    "0,PLAUSIBLE",
    "600,PLAUSIBLE",
    "601,FUTURE",
    "-600,PLAUSIBLE",
    "-601,LATE",
    "-31536000,LATE",
    "31536000,FUTURE"
  })
  void reportsTimesOutsideOfTheMargin(long secondsAfterSending, Timing timing) throws Exception {
    Envelope envelope = sealed(SENT.plusSeconds(secondsAfterSending));
    assertThat(CHECK.verify(envelope, ROUTE, SENT).timing()).isEqualTo(timing);
  }

  @Test
  void theMarginIsTheCallers() throws Exception {
    EnvelopeCheck strict = new EnvelopeCheck(Duration.ofSeconds(1));
    assertThat(strict.verify(sealed(SENT.plusSeconds(2)), ROUTE, SENT).timing())
        .isEqualTo(Timing.FUTURE);
  }

  @Test
  void saysWhatAForeignClientLeftOut() throws Exception {
    Envelope bare =
        new Envelope(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);
    assertThat(CHECK.verify(bare, ROUTE, SENT))
        .isEqualTo(new Verified(bare, false, false, Timing.UNSTATED));
  }

  private static Envelope sealed(Instant time) {
    return Envelope.of(new MessageId("m-1"), ROUTE, time, List.of(Envelope.bodyOf("Hello")));
  }

  private static void wrongAddress(Route truth) {
    assertThatThrownBy(() -> CHECK.verify(sealed(SENT), truth, SENT))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_ADDRESS));
  }
}
