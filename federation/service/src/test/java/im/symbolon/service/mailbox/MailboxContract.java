package im.symbolon.service.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.CountedStatements;
import im.symbolon.service.MovableClock;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

/** What a mailbox promises on every database. */
abstract class MailboxContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  /** Every test has an account of its own, so that they can share one database. */
  private final BareJid bob = new BareJid("bob" + ACCOUNTS.incrementAndGet(), "beta.test");

  private final MovableClock clock = new MovableClock(NOW);
  private final List<String> evicted = new ArrayList<>();
  private final Mailbox mailbox = mailbox(MailboxLimits.DEFAULT);
  private final Erasure erasure = erasure();

  abstract ConnectionSource connections();

  private Mailbox mailbox(MailboxLimits limits) {
    return new Mailbox(
        new Database(connections()),
        clock,
        new SecureRandom(),
        limits,
        (owner, correspondent, messages) -> evicted.add(correspondent + " " + messages));
  }

  private Erasure erasure() {
    return new Erasure(new Database(connections()), clock, MailboxLimits.DEFAULT);
  }

  @Test
  void keepsInOrderAndPagesForwardsAndBackwards() throws Exception {
    List<MailboxId> kept = keepSome(7);
    assertThat(kept).isSorted().doesNotHaveDuplicates();
    assertThat(ids(forwards(3, 0))).isEqualTo(kept.subList(0, 3));
    Page second = forwards(3, kept.get(2).position());
    assertThat(ids(second)).isEqualTo(kept.subList(3, 6));
    assertThat(second)
        .extracting(Page::complete, Page::index, Page::count)
        .containsExactly(false, 3, 7);
    assertThat(forwards(3, kept.get(5).position()))
        .extracting(Page::complete, Page::index)
        .containsExactly(true, 6);
    Page last = backwards(3, MailboxId.MAX + 1);
    assertThat(ids(last)).isEqualTo(kept.subList(4, 7));
    assertThat(last).extracting(Page::complete, Page::index).containsExactly(false, 4);
    assertThat(backwards(7, MailboxId.MAX + 1).complete()).isTrue();
    assertThat(ids(backwards(2, kept.get(4).position()))).isEqualTo(kept.subList(2, 4));
    assertThat(forwards(0, 0)).isEqualTo(new Page(List.of(), false, 0, 7));
    assertThat(forwards(5, kept.get(6).position())).isEqualTo(new Page(List.of(), true, 0, 7));
  }

  @Test
  void keepsTheVeryTextAndTheTime() throws Exception {
    StanzaText text = text("m1", "x");
    MailboxId id = keep("alice@alpha.test/pc", text);
    assertThat(forwards(10, 0).messages()).containsExactly(new KeptMessage(id, NOW, text.text()));
  }

  @Test
  void filtersByConversationAndTime() throws Exception {
    MailboxId first = keep("alice@alpha.test/pc", text("1", "x"));
    clock.advance(Duration.ofSeconds(10));
    MailboxId second = keep("alice@alpha.test/phone", text("2", "x"));
    clock.advance(Duration.ofSeconds(10));
    MailboxId third = keep("carol@gamma.test/pc", text("3", "x"));
    assertThat(with("alice@alpha.test")).containsExactly(first, second);
    assertThat(with("alice@alpha.test/phone")).containsExactly(second);
    assertThat(with("nobody@alpha.test")).isEmpty();
    Instant middle = NOW.plusSeconds(10);
    assertThat(between(Optional.of(middle), Optional.empty())).containsExactly(second, third);
    assertThat(between(Optional.of(middle.plusNanos(1)), Optional.empty())).containsExactly(third);
    assertThat(between(Optional.empty(), Optional.of(middle))).containsExactly(first, second);
    assertThat(between(Optional.of(middle), Optional.of(middle))).containsExactly(second);
    assertThat(between(Optional.of(NOW.plusSeconds(99)), Optional.of(NOW))).isEmpty();
  }

  @Test
  void theSameMessageHasOnePlaceForAWeekErasedOrNot() throws Exception {
    StanzaText text = text("same", "x");
    MailboxId id = keep("alice@alpha.test/pc", text);
    assertThat(keep("alice@alpha.test/pc", text)).isEqualTo(id);
    assertThat(keep("alice@alpha.test/pc", text("same", "other"))).isNotEqualTo(id);
    delete(id);
    clock.advance(Duration.ofDays(6));
    assertThat(keep("alice@alpha.test/pc", text)).isEqualTo(id);
    clock.advance(Duration.ofDays(1));
    assertThat(keep("alice@alpha.test/pc", text)).isGreaterThan(id);
    assertThat(forwards(9, 0).count()).isEqualTo(2);
  }

  /** REVIEW 16. */
  @Test
  void everyPlaceIsOneToGoOnFromErasedOrNeverGiven() throws Exception {
    List<MailboxId> kept = keepSome(6);
    delete(kept.get(2));
    delete(kept.get(3));
    assertThat(ids(forwards(9, kept.get(2).position()))).isEqualTo(kept.subList(4, 6));
    assertThat(ids(backwards(9, kept.get(3).position()))).isEqualTo(kept.subList(0, 2));
    assertThat(ids(forwards(9, kept.get(1).position() + 1))).isEqualTo(kept.subList(4, 6));
    assertThat(ids(forwards(9, MailboxId.MAX))).isEmpty();
  }

  @Test
  void aMailboxThatWasForgottenNeverGivesAPlaceAgain() throws Exception {
    MailboxId last = keepSome(5).get(4);
    erasure.forget(bob);
    assertThat(forwards(9, 0).count()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(keepSome(1).get(0)).isGreaterThan(last);
  }

  @Test
  void nobodyReadsAnothersMailbox() throws Exception {
    keepSome(2);
    BareJid eve = new BareJid("eve", "beta.test");
    assertThat(mailbox.page(eve, new Query(Filter.ALL, Filter.Range.ALL, 9, false)).count())
        .isZero();
  }

  /** In whole seconds, as all times are in lists. */
  private static final Duration SETTLED = Erasure.SETTLED.plusSeconds(1);

  private int erased(SignedHousehold home) throws Exception {
    clock.advance(SETTLED);
    return erasure.eraseProven(bob, home.devices());
  }

  /** DESIGN §6, REVIEW 15: early only when every device of the time of arrival has it. */
  @Test
  void erasesEarlyWhenEveryDeviceHasAcknowledged() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW).lists(1, 2);
    MailboxId first = keep(home, "1");
    MailboxId second = keep(home, "2");
    clock.advance(Duration.ofHours(2));
    home.adds(3, clock.instant()).lists(1, 2, 3);
    MailboxId third = keep(home, "3");
    acknowledge(1, third);
    assertThat(erased(home)).isZero();
    acknowledge(2, first);
    assertThat(erased(home)).isEqualTo(1);
    assertThat(ids(forwards(9, 0))).containsExactly(second, third);
    acknowledge(2, third);
    assertThat(erased(home)).isEqualTo(1);
    assertThat(ids(forwards(9, 0))).as("device 3 has not said anything").containsExactly(third);
    acknowledge(3, third);
    assertThat(erased(home)).isEqualTo(1);
    assertThat(counted()).isEqualTo("0 0");
  }

  /** REVIEW 15: then it goes by time alone. */
  @Test
  void erasesNothingEarlyWhenAnotherDeviceIsOrWasAnnounced() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW);
    home.publishes(home.list(new int[] {1}, List.of()), 1, 99);
    MailboxId then = keep(home, "1");
    home.lists(1);
    MailboxId later = keep(home, "2");
    acknowledge(1, later);
    home.publishes(home.list(new int[] {1}, List.of()), 1, 99);
    assertThat(erased(home)).isZero();
    home.lists(1);
    assertThat(erased(home)).isEqualTo(1);
    assertThat(ids(forwards(9, 0))).containsExactly(then);
  }

  /** REVIEW 15: a signed removal counts after 24 hours; one that merely lacks is waited for. */
  @Test
  void waitsForARemovedDeviceADayAndForALackingOneAlways() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW).lists(1, 2);
    acknowledge(1, keep(home, "1"));
    home.lists(1);
    clock.advance(Duration.ofDays(20));
    assertThat(erased(home)).isZero();
    Instant removed = clock.instant();
    home.publishes(home.list(new int[] {1}, List.of(home.tombstone(2, removed))), 1);
    MailboxId after = keep(home, "2");
    acknowledge(1, after);
    clock.advance(Duration.ofHours(24).minusSeconds(1).minus(SETTLED));
    assertThat(erased(home)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(erased(home)).isEqualTo(2);
    acknowledge(1, keep(home, "3"));
    assertThat(erased(home)).isEqualTo(1);
  }

  @Test
  void anExpiredListProvesNothing() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW).lists(1);
    acknowledge(1, keep(home, "1"));
    clock.advance(Duration.ofDays(30));
    assertThat(erased(home)).isZero();
    assertThat(home.devices().audience(clock.instant())).isEqualTo(Audience.UNPROVABLE);
    assertThat(home.devices().identity(new DeviceId(1), clock.instant())).isEmpty();
  }

  @Test
  void anAcknowledgementNeverGoesBackAndNeverIntoTheFuture() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW).lists(1);
    assertThat(erasure.acknowledge(bob, new DeviceId(1), new MailboxId(1))).isFalse();
    MailboxId first = keep(home, "1");
    MailboxId second = keep(home, "2");
    MailboxId beyond = new MailboxId(second.position() + 1);
    assertThat(erasure.acknowledge(bob, new DeviceId(1), beyond)).isFalse();
    assertThat(erasure.acknowledge(bob, new DeviceId(1), new MailboxId(MailboxId.MAX))).isFalse();
    assertThat(erased(home)).isZero();
    acknowledge(1, second);
    acknowledge(1, first);
    acknowledge(1, second);
    assertThat(erased(home)).isEqualTo(2);
  }

  @Test
  void whomAMessageIsForMayBecomeKnownLaterAndThenStays() throws Exception {
    SignedHousehold home = new SignedHousehold(bob, NOW).lists(1);
    MailboxId id = keep("alice@alpha.test/pc", text("1", "x"));
    acknowledge(1, id);
    assertThat(erased(home)).isZero();
    mailbox.address(bob, id, new Audience(new TreeSet<>(List.of(new DeviceId(2)))));
    mailbox.address(bob, id, home.devices().audience(NOW));
    assertThat(erased(home)).isZero();
    acknowledge(2, id);
    assertThat(erased(home)).isEqualTo(1);
  }

  @Test
  void theLargestCorrespondentOfAFullMailboxLosesItsOldestFirst() throws Exception {
    Mailbox small = mailbox(new MailboxLimits(Duration.ofDays(1), 64, 1 << 20));
    MailboxId friend = keepIn(small, "carol@gamma.test/pc", text("f", "x"));
    List<MailboxId> flood = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      flood.add(keepIn(small, "eve@alpha.test/" + i, text("e" + i, "x")));
    }
    assertThat(evicted).containsExactly("eve@alpha.test 3");
    List<MailboxId> left = new ArrayList<>(List.of(friend));
    left.addAll(flood.subList(3, 64));
    assertThat(ids(forwards(99, 0))).isEqualTo(left);
    assertThat(counted()).startsWith("62 ");
  }

  @Test
  void aFullMailboxIsFullOfBytesToo() throws Exception {
    Mailbox small = mailbox(new MailboxLimits(Duration.ofDays(1), 1000, 200 * 1024));
    MailboxId friend = keepIn(small, "carol@gamma.test/pc", text("f", "x"));
    for (int i = 0; i < 9; i++) {
      keepIn(small, "eve@alpha.test/pc", text("e" + i, "x".repeat(40_000)));
    }
    assertThat(ids(forwards(99, 0))).hasSize(6).startsWith(friend);
    assertThat(evicted).isNotEmpty().allMatch(each -> each.startsWith("eve@"));
    int bytes = Integer.parseInt(counted().split(" ", -1)[1]);
    assertThat(bytes).isBetween(5 * 40_000, 200 * 1024);
  }

  @Test
  void aPageIsOfAMeasureThatFitsIntoMemory() throws Exception {
    for (int i = 0; i < 15; i++) {
      keep("alice@alpha.test/pc", text("m" + i, "x".repeat(200_000)));
    }
    Page page = forwards(100, 0);
    assertThat(page.messages()).hasSize(10);
    assertThat(page.complete()).isFalse();
    long last = page.messages().get(9).id().position();
    assertThat(forwards(100, last)).matches(p -> p.messages().size() == 5 && p.complete());
  }

  /** REVIEW 16: two nodes, many writers, and a reader who never looks back. */
  @Test
  void whoPagesForwardMissesNothingWhileTwoNodesKeep() throws Exception {
    int count = 240;
    List<Mailbox> nodes = List.of(mailbox, mailbox(MailboxLimits.DEFAULT));
    ExecutorService writers = Executors.newFixedThreadPool(7);
    List<MailboxId> read = new ArrayList<>();
    try {
      List<Future<MailboxId>> kept = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Mailbox node = nodes.get(i % 2);
        StanzaText text = text("w" + i, "x".repeat(i % 5 * 1000));
        Callable<MailboxId> keep = () -> keepIn(node, "alice@alpha.test/pc", text);
        kept.add(writers.submit(keep));
      }
      boolean over;
      do {
        over = kept.stream().allMatch(Future::isDone);
        long last = read.isEmpty() ? 0 : read.get(read.size() - 1).position();
        read.addAll(ids(forwards(10, last)));
      } while (!over || !forwards(1, read.get(read.size() - 1).position()).messages().isEmpty());
      List<MailboxId> all = new ArrayList<>();
      for (Future<MailboxId> each : kept) {
        all.add(each.get());
      }
      assertThat(all).doesNotHaveDuplicates();
      assertThat(read).isSorted().containsExactlyInAnyOrderElementsOf(all);
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void twoNodesKeepTheSameMessageOnce() throws Exception {
    List<Mailbox> nodes = List.of(mailbox, mailbox(MailboxLimits.DEFAULT));
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      List<Callable<MailboxId>> keeps = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Mailbox node = nodes.get(i % 2);
        StanzaText text = text("copy" + i / 6, "x");
        keeps.add(() -> keepIn(node, "room@rooms.beta.test/alice", text));
      }
      List<MailboxId> kept = new ArrayList<>();
      for (Future<MailboxId> each : writers.invokeAll(keeps)) {
        kept.add(each.get());
      }
      assertThat(kept.stream().distinct().count()).isEqualTo(5);
      assertThat(forwards(99, 0).count()).isEqualTo(5);
      assertThat(counted()).startsWith("5 ");
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void manyNodesThatBeginAMailboxAtOnceAllFindAPlace() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 10; round++) {
        BareJid owner = new BareJid("new" + ACCOUNTS.incrementAndGet(), "beta.test");
        List<Callable<Optional<MailboxId>>> keeps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          Arrival arrival = new Arrival(owner, new JID("a@alpha.test/x"), text("n" + i, "x"));
          keeps.add(() -> mailbox.keep(arrival, Audience.UNPROVABLE));
        }
        for (Future<Optional<MailboxId>> each : writers.invokeAll(keeps)) {
          assertThat(each.get()).isPresent();
        }
      }
    } finally {
      writers.shutdownNow();
    }
  }

  /** A count, not a time: what costs more is slow under load. */
  @Test
  void aMessageCostsFourStatementsAndOneCommit() throws Exception {
    keepSome(1);
    CountedStatements counted = new CountedStatements(connections());
    keepIn(node(counted), "alice@alpha.test/pc", text("counted", "x"));
    assertThat(counted.statements()).isEqualTo(4);
    assertThat(counted.roundTrips()).isEqualTo(4);
    assertThat(counted.commits()).isEqualTo(1);
  }

  @Test
  void thoseThatComeWhileOneIsCommittedShareOneCommitAndKeepTheirOrder() throws Exception {
    BareJid carol = new BareJid("carol" + bob.local(), "beta.test");
    mailbox.keep(arrival(carol, "first"), Audience.UNPROVABLE);
    keepSome(1);
    CountDownLatch gate = new CountDownLatch(1);
    CountedStatements counted = new CountedStatements(connections());
    Mailbox node = node(behind(gate, counted));
    ExecutorService writers = Executors.newFixedThreadPool(31);
    try {
      List<Future<Optional<MailboxId>>> all = new ArrayList<>();
      for (int i = 0; i < 31; i++) {
        Arrival arrival = arrival(i % 2 == 0 ? bob : carol, "shared" + i);
        all.add(writers.submit(() -> node.keep(arrival, Audience.UNPROVABLE)));
        int wait = i; // the first has the database, the others wait for it
        await().until(() -> node.waiting() == wait);
      }
      gate.countDown();
      List<MailboxId> bobs = new ArrayList<>();
      for (int i = 0; i < 31; i++) {
        MailboxId id = all.get(i).get().orElseThrow();
        if (i % 2 == 0) {
          bobs.add(id);
        }
      }
      assertThat(bobs).isSorted().doesNotHaveDuplicates();
      assertThat(ids(forwards(99, 0)).subList(1, 17)).isEqualTo(bobs);
      assertThat(counted()).startsWith("17 ");
      assertThat(counted.commits()).isEqualTo(2);
      assertThat(counted.roundTrips()).isEqualTo(8);
      assertThat(counted.statements()).isLessThanOrEqualTo(4 + 2 + 1 + 2 * 30);
    } finally {
      gate.countDown();
      writers.shutdownNow();
    }
  }

  @Test
  void theSameMessageTwiceInOneCommitHasOnePlace() throws Exception {
    Letter letter = new Letter(arrival(bob, "twice"), Audience.UNPROVABLE);
    Letter other = new Letter(arrival(bob, "other"), Audience.UNPROVABLE);
    List<Optional<MailboxId>> ids = mailbox.keep(List.of(letter, other, letter));
    assertThat(ids.get(2)).isEqualTo(ids.get(0)).isNotEqualTo(ids.get(1));
    assertThat(mailbox.keep(List.of(other, letter))).containsExactly(ids.get(1), ids.get(0));
    assertThat(forwards(9, 0).count()).isEqualTo(2);
    int bytes = letter.arrival().stanza().bytes() + other.arrival().stanza().bytes();
    assertThat(counted()).isEqualTo("2 " + bytes);
  }

  /** Of those who are written together one may have no place left, or begin his mailbox. */
  @Test
  void oneWithoutAPlaceLeftTakesNoneFromTheOthers() throws Exception {
    keepSome(1);
    fill();
    BareJid carol = new BareJid("carol" + bob.local(), "beta.test");
    List<Optional<MailboxId>> ids =
        mailbox.keep(
            List.of(
                new Letter(arrival(bob, "none"), Audience.UNPROVABLE),
                new Letter(arrival(carol, "some"), Audience.UNPROVABLE)));
    assertThat(ids.get(0)).isEmpty();
    assertThat(ids.get(1)).isPresent();
    assertThat(forwards(9, 0).count()).isEqualTo(1);
    assertThat(counted()).startsWith("1 ");
  }

  private Mailbox node(ConnectionSource source) {
    return new Mailbox(
        new Database(source), clock, new SecureRandom(), MailboxLimits.DEFAULT, (o, c, m) -> {});
  }

  private static ConnectionSource behind(CountDownLatch gate, ConnectionSource source) {
    return () -> {
      try {
        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      return source.open();
    };
  }

  private static Arrival arrival(BareJid owner, String id) {
    return new Arrival(owner, new JID("alice@alpha.test/pc"), text(id, "x"));
  }

  @Test
  void aMailboxWithoutAPlaceLeftKeepsNothing() throws Exception {
    keepSome(1);
    fill();
    Arrival arrival = new Arrival(bob, new JID("alice@alpha.test/pc"), text("last", "x"));
    assertThat(mailbox.keep(arrival, Audience.UNPROVABLE)).isEmpty();
    assertThat(forwards(9, 0).count()).isEqualTo(1);
  }

  private void fill() throws SQLException {
    new Database(connections())
        .inTransaction(
            c ->
                Sql.of(
                        "UPDATE symbolonMailbox SET lastPlace = ? WHERE owner = ?",
                        MailboxId.MAX,
                        bob.toString())
                    .update(c));
  }

  @Test
  void aClockThatIsSetBackDisturbsNoOrder() throws Exception {
    List<MailboxId> kept = new ArrayList<>(keepSome(2));
    clock.advance(Duration.ofDays(-400));
    kept.add(keep("alice@alpha.test/pc", text("back", "x")));
    clock.advance(Duration.ofDays(9000));
    kept.add(keep("alice@alpha.test/pc", text("forth", "x")));
    assertThat(kept).isSorted().doesNotHaveDuplicates();
    assertThat(ids(forwards(9, 0))).isEqualTo(kept);
  }

  @Test
  void saysSoWhenTheDatabaseIsGone() {
    ConnectionSource gone =
        () -> {
          throw new SQLException("gone", "08001");
        };
    Database none = new Database(gone);
    Mailbox broken =
        new Mailbox(none, clock, new SecureRandom(), MailboxLimits.DEFAULT, (o, c, m) -> {});
    Erasure also = new Erasure(none, clock, MailboxLimits.DEFAULT);
    Arrival arrival = new Arrival(bob, new JID("alice@alpha.test/pc"), text("1", "x"));
    assertThatThrownBy(() -> broken.keep(arrival, Audience.UNPROVABLE))
        .isInstanceOf(MailboxException.class);
    assertThatThrownBy(() -> broken.page(bob, new Query(Filter.ALL, Filter.Range.ALL, 1, false)))
        .isInstanceOf(MailboxException.class);
    assertThatThrownBy(() -> also.forget(bob)).isInstanceOf(MailboxException.class);
    assertThatThrownBy(also::takeTurn).isInstanceOf(MailboxException.class);
  }

  private static StanzaText text(String id, String payload) {
    return StanzaText.ofAccount(Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", id, payload))
        .orElseThrow();
  }

  private MailboxId keep(String peer, StanzaText text) throws MailboxException {
    return keepIn(mailbox, peer, text);
  }

  private MailboxId keepIn(Mailbox node, String peer, StanzaText text) throws MailboxException {
    return node.keep(new Arrival(bob, new JID(peer), text), Audience.UNPROVABLE).orElseThrow();
  }

  private MailboxId keep(SignedHousehold home, String id) throws MailboxException {
    Arrival arrival = new Arrival(bob, new JID("alice@alpha.test/pc"), text(id, "x"));
    return mailbox.keep(arrival, home.devices().audience(clock.instant())).orElseThrow();
  }

  private List<MailboxId> keepSome(int count) throws MailboxException {
    List<MailboxId> kept = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kept.add(keep("alice@alpha.test/pc", text("some" + i, "x")));
    }
    return kept;
  }

  private void acknowledge(int device, MailboxId upTo) throws MailboxException {
    assertThat(erasure.acknowledge(bob, new DeviceId(device), upTo)).isTrue();
  }

  private void delete(MailboxId id) throws SQLException {
    new Database(connections())
        .inTransaction(
            c ->
                Sql.of(
                        "DELETE FROM symbolonMail WHERE owner = ? AND place = ?",
                        bob.toString(),
                        id.position())
                    .update(c));
  }

  /** How full the mailbox says to be. */
  private String counted() throws SQLException {
    return new Database(connections())
        .autoCommitted(
            c ->
                Sql.of(
                        "SELECT messages, bytes FROM symbolonMailbox WHERE owner = ?",
                        bob.toString())
                    .list(c, 1, row -> row.getInt(1) + " " + row.getLong(2))
                    .get(0));
  }

  private Page forwards(int max, long after) throws MailboxException {
    Filter.Range range = new Filter.Range(after, MailboxId.MAX + 1);
    return mailbox.page(bob, new Query(Filter.ALL, range, max, false));
  }

  private Page backwards(int max, long before) throws MailboxException {
    return mailbox.page(bob, new Query(Filter.ALL, new Filter.Range(0, before), max, true));
  }

  private List<MailboxId> with(String address) throws MailboxException {
    return filtered(
        new Filter(
            Optional.of(new JID(address)), Optional.empty(), Optional.empty(), Filter.Range.ALL));
  }

  private List<MailboxId> between(Optional<Instant> start, Optional<Instant> end)
      throws MailboxException {
    return filtered(new Filter(Optional.empty(), start, end, Filter.Range.ALL));
  }

  private List<MailboxId> filtered(Filter filter) throws MailboxException {
    return ids(mailbox.page(bob, new Query(filter, Filter.Range.ALL, 99, false)));
  }

  private static List<MailboxId> ids(Page page) {
    return page.messages().stream().map(KeptMessage::id).toList();
  }
}
