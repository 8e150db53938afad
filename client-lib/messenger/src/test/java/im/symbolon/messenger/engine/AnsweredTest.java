package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When those are written to whose messages are being read. */
class AnsweredTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  private final List<BareJid> writtenTo = new ArrayList<>();
  private final Answered answered = new Answered(writtenTo::add);

  @Test
  void aHundredReceiptsWakeTheQueueOnceWhenAllIsRead() {
    for (int i = 0; i < 50; i++) {
      answered.by(queuedFor(ALICE));
      answered.by(queuedFor(BOB));
    }
    assertThat(writtenTo).isEmpty();
    answered.letGo();
    assertThat(writtenTo).containsExactly(ALICE, BOB);
  }

  @Test
  void whatNeedsNoAnswerWakesNobody() {
    answered.by(new Outcome());
    answered.letGo();
    assertThat(writtenTo).isEmpty();
  }

  @Test
  void nobodyWaitsForEverWhenTheInboxIsNeverEmpty() {
    answered.by(queuedFor(BOB));
    for (int i = 1; i < Answered.TOGETHER; i++) {
      answered.by(new Outcome());
    }
    assertThat(writtenTo).containsExactly(BOB);
    answered.letGo();
    assertThat(writtenTo).as("not once more").hasSize(1);
  }

  private static Outcome queuedFor(BareJid contact) {
    Outcome outcome = new Outcome();
    outcome.queued(contact);
    return outcome;
  }
}
