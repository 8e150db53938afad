package im.symbolon.service.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.MovableClock;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.jdbc.Sql;
import im.symbolon.service.jdbc.Vacuum;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

/** What is erased, and that it is: REVIEW 16, on a database with files. Each test has its own. */
abstract class ErasureContract {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  /** No database compresses them into something else: too short each, and too random. */
  private static final String MARK = "Kq7vXw2ZpLm9RtB4";

  private static final String STAYS = "Jd5nYc8HsFg3QeU6";

  final MovableClock clock = new MovableClock(NOW);
  private final SignedHousehold home = new SignedHousehold(BOB, NOW);

  abstract ConnectionSource connections();

  abstract Schema schema();

  /** The files that hold a text, after all that was committed has reached them. */
  abstract List<String> filesHolding(String text) throws Exception;

  /** After the vacuum, what the database itself needs to forget. */
  abstract List<String> filesHoldingAfterVacuum(String text) throws Exception;

  private Mailbox mailbox() {
    return new Mailbox(
        new Database(connections()),
        clock,
        new SecureRandom(),
        MailboxLimits.DEFAULT,
        (o, c, m) -> {});
  }

  private Erasure erasure() {
    return new Erasure(new Database(connections()), clock, MailboxLimits.DEFAULT);
  }

  private Eraser eraser() {
    return new Eraser(erasure(), home, new Vacuum(connections()));
  }

  private MailboxId keep(String id, String content) throws Exception {
    StanzaText text =
        StanzaText.ofAccount(Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", id, content))
            .orElseThrow();
    return mailbox()
        .keep(
            new Arrival(BOB, new JID("alice@alpha.test/pc"), text),
            home.devices().audience(clock.instant()))
        .orElseThrow();
  }

  private int rowsHolding(String text) throws SQLException {
    return new Database(connections())
        .autoCommitted(
            c ->
                Sql.of("SELECT COUNT(*) FROM symbolonMail WHERE stanza LIKE ?", "%" + text + "%")
                    .count(c));
  }

  @Test
  void whatEveryDeviceHasIsGoneFromTheTablesAtOnceAndFromTheFilesAfterTheVacuum() throws Exception {
    home.lists(1, 2);
    MailboxId last = keep("0", MARK);
    for (int i = 1; i < 50; i++) {
      last = keep("m" + i, (MARK + i).repeat(i * 20));
    }
    assertThat(filesHolding(MARK)).as("the test can see what is there").isNotEmpty();
    MailboxId kept = keep("stays", STAYS);
    for (int device : new int[] {1, 2}) {
      assertThat(erasure().acknowledge(BOB, new DeviceId(device), last)).isTrue();
    }
    clock.advance(Erasure.SETTLED.plusSeconds(1));
    assertThat(erasure().eraseProven(BOB, home.devices())).isEqualTo(50);
    assertThat(rowsHolding(MARK)).isZero();
    assertThat(filesHolding(MARK)).as("erasing alone is not enough").isNotEmpty();
    assertThat(eraser().run()).isTrue();
    assertThat(filesHoldingAfterVacuum(MARK)).isEmpty();
    assertThat(filesHoldingAfterVacuum(STAYS)).isNotEmpty();
    assertThat(mailbox().edge(BOB, true).orElseThrow().id()).isEqualTo(kept);
  }

  @Test
  void whatNobodyAcknowledgesGoesAfterItsTimeFromTheFilesToo() throws Exception {
    home.lists(1);
    keep("old", MARK);
    for (int day = 0; day < 30; day++) {
      assertThat(eraser().run()).isTrue();
      assertThat(rowsHolding(MARK)).isEqualTo(1);
      clock.advance(Duration.ofDays(1));
    }
    keep("new", STAYS);
    assertThat(eraser().run()).isTrue();
    assertThat(rowsHolding(MARK)).isZero();
    assertThat(filesHoldingAfterVacuum(MARK)).isEmpty();
    assertThat(rowsHolding(STAYS)).isEqualTo(1);
  }

  @Test
  void aRemovedDeviceIsWaitedForNoLongerAfterADay() throws Exception {
    home.lists(1, 2);
    MailboxId id = keep("1", MARK);
    assertThat(erasure().acknowledge(BOB, new DeviceId(1), id)).isTrue();
    home.publishes(home.list(new int[] {1}, List.of(home.tombstone(2, NOW))), 1);
    assertThat(eraser().run()).isTrue();
    assertThat(rowsHolding(MARK)).isEqualTo(1);
    clock.advance(Duration.ofHours(24));
    assertThat(eraser().run()).isTrue();
    assertThat(rowsHolding(MARK)).isZero();
    assertThat(filesHoldingAfterVacuum(MARK)).isEmpty();
  }

  /** A server that sleeps at night erases in the morning. */
  @Test
  void aTurnThatWasMissedIsMadeUpFor() throws Exception {
    assertThat(eraser().runIfOverdue()).as("there never was one").isTrue();
    clock.advance(Duration.ofHours(25));
    assertThat(eraser().runIfOverdue()).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(eraser().runIfOverdue()).isTrue();
  }

  @Test
  void oneNodeHasItsTurnAtATime() throws Exception {
    assertThat(eraser().run()).isTrue();
    assertThat(eraser().run()).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(eraser().run()).isTrue();
  }

  /** A clock that is wrong for a while costs nobody a message, and keeps none for ever. */
  @Test
  void aJumpOfTheClockErasesNothing() throws Exception {
    home.lists(1);
    keep("1", MARK);
    assertThat(eraser().run()).isTrue();
    clock.advance(Duration.ofDays(4000));
    keep("in the wrong year", STAYS);
    assertThat(eraser().run()).isTrue();
    assertThat(rowsHolding(MARK)).isEqualTo(1);
    clock.advance(Duration.ofDays(-4000));
    assertThat(eraser().run()).isTrue();
    for (int day = 0; day < 30; day++) {
      assertThat(rowsHolding(MARK) + rowsHolding(STAYS)).isEqualTo(2);
      clock.advance(Duration.ofDays(1));
      assertThat(eraser().run()).isTrue();
    }
    assertThat(rowsHolding(MARK) + rowsHolding(STAYS)).isZero();
  }

  @Test
  void aDeletedAccountLeavesNothing() throws Exception {
    home.lists(1);
    MailboxId id = keep("1", MARK);
    assertThat(erasure().acknowledge(BOB, new DeviceId(1), id)).isTrue();
    erasure().forget(BOB);
    assertThat(eraser().run()).isTrue();
    assertThat(filesHoldingAfterVacuum(MARK)).isEmpty();
    assertThat(filesHoldingAfterVacuum(BOB.toString())).isEmpty();
  }
}
