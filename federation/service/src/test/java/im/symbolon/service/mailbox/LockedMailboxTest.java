package im.symbolon.service.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.MovableClock;
import im.symbolon.service.PostgresTables;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmpp.packet.JID;

/** Another session of a real PostgreSQL has locked a mailbox, or a whole table. */
@Timeout(300)
class LockedMailboxTest {
  @RegisterExtension static final PostgresTables POSTGRES = new PostgresTables();

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final int number = ACCOUNTS.incrementAndGet();
  private final BareJid bob = new BareJid("bob" + number, "beta.test");
  private final BareJid carol = new BareJid("carol" + number, "beta.test");
  private final Mailbox mailbox = mailbox(NEVER);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Connection other;

  private static Mailbox mailbox(Duration patience) {
    return new Mailbox(
        new Database(POSTGRES.connections()),
        new MovableClock(NOW),
        new SecureRandom(),
        MailboxLimits.DEFAULT,
        (o, c, m) -> {},
        new Intake.Patience(Duration.ofSeconds(1), patience, Duration.ofMillis(50)));
  }

  @BeforeEach
  void begin() throws Exception {
    keep(mailbox, bob, "alice", "begun");
    keep(mailbox, carol, "alice", "begun");
    other = POSTGRES.connections().open();
    other.setAutoCommit(false);
  }

  @AfterEach
  void end() throws Exception {
    other.close();
    threads.shutdownNow();
  }

  private void lock(BareJid owner) throws SQLException {
    Sql.of("UPDATE symbolonMailbox SET bytes = bytes WHERE owner = ?", owner.toString())
        .update(other);
  }

  private void lockTable(String table) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
  }

  @Test
  void othersGoOnWhileAMailboxIsLockedAndItGetsEverythingInOrderAfterwards() throws Exception {
    lock(bob);
    Future<List<MailboxId>> alices = threads.submit(() -> keepAll(bob, "alice", 10));
    Future<List<MailboxId>> daves = threads.submit(() -> keepAll(bob, "dave", 10));
    await().until(() -> mailbox.waitingApart() == 2);
    assertThat(keepAll(carol, "alice", 20)).hasSize(20);
    assertThat(ids(carol)).hasSize(21);
    assertThat(alices.isDone()).isFalse();
    assertThat(daves.isDone()).isFalse();
    other.commit();
    List<MailboxId> all = new ArrayList<>(List.of(ids(bob).get(0)));
    assertThat(alices.get()).isSorted();
    assertThat(daves.get()).isSorted();
    all.addAll(alices.get());
    all.addAll(daves.get());
    assertThat(ids(bob)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    assertThat(mailbox.waitingApart()).isZero();
  }

  /** A message is its addressee's and its sender's: who writes to a locked mailbox has theirs. */
  @Test
  void ofWhatOneCallerBringsTheUnlockedPartIsThereAtOnce() throws Exception {
    lock(bob);
    Future<?> both =
        threads.submit(
            () -> mailbox.keep(List.of(letter(bob, "carol", "m"), letter(carol, "bob", "m"))));
    await().until(() -> ids(carol).size() == 2);
    assertThat(both.isDone()).isFalse();
    other.rollback();
    both.get();
    assertThat(ids(bob)).hasSize(2);
    assertThat(ids(carol)).hasSize(2);
  }

  /** Locked and let go again and again while many write, on two nodes. */
  @Test
  void nothingIsLostDoubledOrOutOfOrderWhateverTheMoment() throws Exception {
    List<Mailbox> nodes = List.of(mailbox, mailbox(NEVER));
    List<Callable<List<MailboxId>>> writers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String sender = "sender" + i;
      Mailbox node = nodes.get(i % 2);
      BareJid owner = i < 4 ? bob : carol;
      writers.add(
          () -> {
            List<MailboxId> ids = new ArrayList<>();
            for (int m = 0; m < 20; m++) {
              ids.add(keep(node, owner, sender, "m" + m));
            }
            return ids;
          });
    }
    List<Future<List<MailboxId>>> all = new ArrayList<>();
    writers.forEach(each -> all.add(threads.submit(each)));
    for (int i = 0; i < 3 && !all.get(0).isDone(); i++) {
      lock(bob);
      await().until(() -> nodes.stream().anyMatch(each -> each.waitingApart() > 0) || done(all));
      other.commit();
    }
    List<MailboxId> bobs = new ArrayList<>(List.of(ids(bob).get(0)));
    for (int i = 0; i < 6; i++) {
      assertThat(all.get(i).get()).isSorted().hasSize(20);
      if (i < 4) {
        bobs.addAll(all.get(i).get());
      }
    }
    assertThat(ids(bob)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(bobs);
    assertThat(ids(carol)).hasSize(41).isSorted();
  }

  private static boolean done(List<Future<List<MailboxId>>> all) {
    return all.stream().limit(4).allMatch(Future::isDone);
  }

  @Test
  void aMailboxThatStaysLockedIsGivenUpAndServesAgainWhenItIsFree() throws Exception {
    Mailbox node = mailbox(Duration.ofSeconds(1));
    lock(bob);
    for (String each : List.of("first", "second")) { // found locked; known to be locked
      assertThatThrownBy(() -> keep(node, bob, "alice", each))
          .isInstanceOf(MailboxException.class)
          .hasRootCauseMessage("the mailbox stays locked");
      keep(node, carol, "alice", each);
    }
    other.commit();
    keep(node, bob, "alice", "third");
    assertThat(ids(bob)).hasSize(2);
    assertThat(ids(carol)).hasSize(3);
  }

  /** Or all threads of a server would wait for one mailbox in the end. */
  @Test
  void noMoreThanSomeWaitForLockedMailboxes() throws Exception {
    lock(bob);
    List<Future<MailboxId>> waiting = new ArrayList<>();
    for (int i = 0; i < Intake.MOST_APART; i++) {
      String sender = "sender" + i;
      waiting.add(threads.submit(() -> keep(mailbox, bob, sender, "m")));
    }
    await().until(() -> mailbox.waitingApart() == Intake.MOST_APART);
    assertThatThrownBy(() -> keep(mailbox, bob, "late", "m"))
        .isInstanceOf(MailboxException.class)
        .hasRootCauseMessage("too many wait for locked mailboxes");
    keep(mailbox, carol, "alice", "m");
    other.commit();
    for (Future<MailboxId> each : waiting) {
      each.get();
    }
    assertThat(ids(bob)).hasSize(1 + Intake.MOST_APART);
  }

  @Test
  void aMailboxThatIsNewIsBegunWhileAnotherIsLocked() throws Exception {
    lock(bob);
    BareJid fresh = new BareJid("fresh" + number, "beta.test");
    Future<?> both =
        threads.submit(
            () -> mailbox.keep(List.of(letter(bob, "eve", "m"), letter(fresh, "eve", "m"))));
    await().until(() -> ids(fresh).size() == 1);
    other.commit();
    both.get();
    assertThat(ids(bob)).hasSize(2);
  }

  /** As {@code VACUUM FULL} does, which nobody can pass: the wait ends all the same. */
  @Test
  void aTableThatStaysLockedIsNotWaitedForWithoutEnd() throws Exception {
    Mailbox node = mailbox(Duration.ofSeconds(1));
    for (String table : List.of("symbolonMailbox", "symbolonMail", "symbolonMailSeen")) {
      lockTable(table);
      assertThatThrownBy(() -> keep(node, bob, "alice", table))
          .isInstanceOf(MailboxException.class)
          .rootCause()
          .matches(e -> Database.isLocked((SQLException) e));
      other.commit();
    }
    lockTable("symbolonMail");
    Query query = new Query(Filter.ALL, Filter.Range.ALL, 9, false);
    assertThatThrownBy(() -> node.page(bob, query)).isInstanceOf(MailboxException.class);
    other.commit();
    keep(node, bob, "alice", "symbolonMail");
    assertThat(ids(bob)).hasSize(2);
  }

  private MailboxId keep(Mailbox node, BareJid owner, String sender, String id)
      throws MailboxException {
    return node.keep(List.of(letter(owner, sender, id))).get(0).orElseThrow();
  }

  private List<MailboxId> keepAll(BareJid owner, String sender, int count) throws Exception {
    List<MailboxId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(keep(mailbox, owner, sender, "m" + i));
    }
    return ids;
  }

  private static Letter letter(BareJid owner, String sender, String id) {
    String from = sender + "@alpha.test/pc";
    StanzaText text =
        StanzaText.ofAccount(Stanzas.omemo(from, owner.toString(), id, "x")).orElseThrow();
    return new Letter(new Arrival(owner, new JID(from), text), Audience.UNPROVABLE);
  }

  private List<MailboxId> ids(BareJid owner) throws MailboxException {
    return mailbox
        .page(owner, new Query(Filter.ALL, Filter.Range.ALL, 100, false))
        .messages()
        .stream()
        .map(KeptMessage::id)
        .toList();
  }
}
