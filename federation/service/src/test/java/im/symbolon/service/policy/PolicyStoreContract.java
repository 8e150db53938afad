package im.symbolon.service.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.policy.PolicyTerms;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.MovableClock;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditEntry.Event;
import im.symbolon.service.audit.AuditLimits;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.audit.AuditPage;
import im.symbolon.service.audit.AuditPlace;
import im.symbolon.service.audit.AuditRecord;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import im.symbolon.service.policy.PolicyStore.Stored;
import im.symbolon.service.signer.DomainSigner;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** What the policy's store and the audit log promise on every database. */
abstract class PolicyStoreContract {
  private static final AuditEntry ENTRY =
      new AuditEntry(Event.REFUSED, "a@alpha.test", "b@beta.test", "encryption, everybody");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final PolicyStore store = new PolicyStore(new Database(connections()));

  abstract ConnectionSource connections();

  @BeforeEach
  void empty() throws SQLException {
    new Database(connections()).autoCommitted(c -> Sql.of("DELETE FROM symbolonAudit").update(c));
  }

  private AuditLog audit(AuditLimits limits) {
    return new AuditLog(new Database(connections()), clock, limits);
  }

  private static Policy policy(String group, boolean dryRun) {
    TreeMap<Scope, Requirement> requirements = new TreeMap<>();
    requirements.put(Scope.EVERYBODY, new Requirement(true, Optional.of(OmemoVersion.LEGACY)));
    requirements.put(Scope.group(group), new Requirement(true, Optional.of(OmemoVersion.OMEMO_2)));
    requirements.put(Scope.domain("partner.example"), Requirement.NONE);
    return new Policy(
        requirements,
        new Domains(
            false, new TreeSet<>(Set.of("a.test")), new TreeSet<>(Set.of("b.a.test")), true),
        Set.of("bot@alpha.test"),
        dryRun);
  }

  @Test
  void whatIsSavedIsInForce() throws Exception {
    Policy saved = policy("Vorstand 'Ü'; DROP TABLE", true);
    assertThat(store.save(saved, store.load().version())).isTrue();
    assertThat(store.load().policy()).isEqualTo(saved);
    Policy next = policy("board", false);
    assertThat(store.save(next, store.load().version())).isTrue();
    assertThat(store.load().policy()).isEqualTo(next);
  }

  @Test
  void ofTwoWhoChangeTheSameTheFirstDecides() throws Exception {
    Stored seen = store.load();
    assertThat(store.save(policy("one", false), seen.version())).isTrue();
    assertThat(store.save(policy("two", false), seen.version())).isFalse();
    assertThat(store.load().policy()).isEqualTo(policy("one", false));
  }

  @Test
  void manyAtOnceNeverMix() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      long known = store.load().version();
      List<Callable<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Policy own = policy("group" + i, false);
        writers.add(() -> store.save(own, known));
      }
      int saved = 0;
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        saved += each.get() ? 1 : 0;
      }
      assertThat(saved).isEqualTo(1);
      assertThat(store.load().version()).isEqualTo(known + 1);
      assertThat(store.load().policy().requirements()).hasSize(3);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aChangeHoldsSoonAndWithoutADatabaseTheLastOneDoes() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    ConnectionSource failing =
        () -> {
          if (away.get()) {
            throw new SQLException("the database is away");
          }
          return connections().open();
        };
    store.save(policy("before", false), store.load().version());
    Deque<Runnable> tasks = new ArrayDeque<>();
    PolicyInForce inForce =
        new PolicyInForce(new PolicyStore(new Database(failing)), tasks::add, clock);
    store.save(policy("after", false), store.load().version());
    assertThat(inForce.get().policy()).isEqualTo(policy("before", false));
    clock.advance(PolicyInForce.DELAY);
    inForce.get();
    inForce.get();
    assertThat(tasks).as("asked once").hasSize(1);
    tasks.remove().run();
    assertThat(inForce.get().policy()).isEqualTo(policy("after", false));

    away.set(true);
    clock.advance(PolicyInForce.DELAY);
    inForce.get();
    tasks.remove().run();
    assertThat(inForce.get().policy()).isEqualTo(policy("after", false));
    assertThatThrownBy(
            () -> new PolicyInForce(new PolicyStore(new Database(failing)), tasks::add, clock))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void theDomainHasOneKeyWhoeverComesFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<IdentityKey> own =
          () -> DomainSigner.of(new Database(connections()), new SecureRandom()).key();
      List<IdentityKey> keys = new ArrayList<>();
      for (Future<IdentityKey> each : threads.invokeAll(List.of(own, own, own, own))) {
        keys.add(each.get());
      }
      assertThat(Set.copyOf(keys)).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void everybodyMayAskForThePolicyAndCheckIt() throws Exception {
    DomainSigner signer = DomainSigner.of(new Database(connections()), new SecureRandom());
    Policy strict = policy("board", false);
    Stored inForce = new Stored(strict, 41);
    PolicyRequests requests = new PolicyRequests("alpha.test", () -> inForce, signer, clock);
    DomainPolicy answer = DomainPolicy.parse(ask(requests).orElseThrow());
    answer.verify("alpha.test", clock.instant(), new JdkSignatureVerifier());
    assertThat(answer.terms())
        .isEqualTo(new PolicyTerms(true, Optional.of(OmemoVersion.LEGACY), false));
    assertThat(answer.version()).isEqualTo(41);
    assertThat(answer.key()).isEqualTo(signer.key());
    assertThat(answer.toXml().toXml()).doesNotContain("board").doesNotContain("a.test\"");
    clock.advance(Duration.ofDays(8));
    DomainPolicy later = DomainPolicy.parse(ask(requests).orElseThrow());
    later.verify("alpha.test", clock.instant(), new JdkSignatureVerifier());
  }

  @Test
  void aDryRunPromisesNothing() throws Exception {
    DomainSigner signer = DomainSigner.of(new Database(connections()), new SecureRandom());
    Stored inForce = new Stored(policy("board", true), 41);
    PolicyRequests requests = new PolicyRequests("alpha.test", () -> inForce, signer, clock);
    assertThat(DomainPolicy.parse(ask(requests).orElseThrow()).terms())
        .isEqualTo(new PolicyTerms(false, Optional.empty(), true));
  }

  private static Optional<XmlElement> ask(PolicyRequests requests) throws Refusal {
    JID anybody = new JID("x@elsewhere.example/r");
    return requests.answer(
        new Request(anybody, new JID("alpha.test"), IQ.Type.get, DomainPolicy.question()));
  }

  @Test
  void aPolicyIsNotSetByIq() throws Exception {
    DomainSigner signer = DomainSigner.of(new Database(connections()), new SecureRandom());
    Stored inForce = new Stored(Policy.NONE, 0);
    PolicyRequests requests = new PolicyRequests("alpha.test", () -> inForce, signer, clock);
    JID admin = new JID("admin@alpha.test/r");
    for (Request each :
        List.of(
            new Request(admin, new JID("alpha.test"), IQ.Type.set, DomainPolicy.question()),
            new Request(
                admin,
                new JID("alpha.test"),
                IQ.Type.get,
                XmlElement.element(Namespaces.POLICY, "policy").with("open", "true").build()))) {
      assertThatThrownBy(() -> requests.answer(each)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void theSameWithinAnHourIsOneRow() throws Exception {
    AuditLog audit = audit(AuditLimits.DEFAULT);
    clock.advance(Duration.ofDays(1000)); // a time of its own
    audit.note(ENTRY);
    clock.advance(Duration.ofMinutes(30));
    audit.note(ENTRY);
    clock.advance(Duration.ofMinutes(31));
    audit.note(ENTRY);
    List<AuditRecord> latest = audit.latest(2);
    assertThat(latest).extracting(AuditRecord::times).containsExactly(1L, 2L);
    assertThat(latest.get(1).last()).isEqualTo(latest.get(1).first().plusSeconds(1800));
  }

  @Test
  void manySendersDoNotFillTheTable() throws Exception {
    AuditLog audit = audit(new AuditLimits(Duration.ofDays(30), 5, 1000));
    clock.advance(Duration.ofDays(2000));
    for (int i = 0; i < 40; i++) {
      audit.note(new AuditEntry(Event.REFUSED, i + "@x" + i % 20 + ".test", "b@b.test", "r"));
    }
    List<AuditRecord> rows = audit.latest(100);
    long since = clock.instant().getEpochSecond();
    List<AuditRecord> mine =
        rows.stream().filter(row -> row.first().getEpochSecond() == since).toList();
    assertThat(mine).hasSizeLessThanOrEqualTo(11);
    assertThat(mine.stream().mapToLong(AuditRecord::times).sum()).isEqualTo(40);
  }

  @Test
  void longAddressesFit() throws Exception {
    String address = "a".repeat(1023) + "@" + "b".repeat(1023);
    AuditLog audit = audit(AuditLimits.DEFAULT);
    clock.advance(Duration.ofDays(3000));
    AuditEntry entry = new AuditEntry(Event.REFUSED, address, address, "r".repeat(500));
    audit.note(entry);
    assertThat(audit.latest(1)).extracting(AuditRecord::entry).containsExactly(entry);
  }

  @Test
  void whatIsOldIsForgotten() throws Exception {
    AuditLog audit = audit(new AuditLimits(Duration.ofDays(10), 100, 1000));
    clock.advance(Duration.ofDays(4000));
    audit.note(ENTRY);
    clock.advance(Duration.ofDays(9));
    audit.note(new AuditEntry(Event.CHANGED, "admin", "policy", "x"));
    clock.advance(Duration.ofDays(2));
    audit.tidy();
    assertThat(audit.latest(100))
        .extracting(row -> row.entry().event())
        .containsExactly(Event.CHANGED);
  }

  @Test
  void ofTooManyRowsTheOldestAreForgotten() throws Exception {
    AuditLog audit = audit(new AuditLimits(Duration.ofDays(10_000), 100, 3));
    clock.advance(Duration.ofDays(5000));
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      audit.note(new AuditEntry(Event.REFUSED, "a" + i + "@x.test", "b@b.test", "r"));
    }
    audit.tidy();
    assertThat(audit.latest(100))
        .extracting(row -> row.entry().subject())
        .containsExactly("a4@x.test", "a3@x.test", "a2@x.test");
    assertThat(audit.size()).isEqualTo(3);
    audit.tidy();
    assertThat(audit.size()).isEqualTo(3);
  }

  @Test
  void theLogIsReadPageByPageWithoutGapOrRepetition() throws Exception {
    AuditLog audit = audit(AuditLimits.DEFAULT);
    clock.advance(Duration.ofDays(6000));
    for (int i = 0; i < 25; i++) {
      if (i % 4 == 0) { // several of the same second, too
        clock.advance(Duration.ofSeconds(1));
      }
      audit.note(new AuditEntry(Event.REFUSED, "a" + i + "@x.test", "b@b.test", "r"));
    }
    List<AuditRecord> read = new ArrayList<>();
    Optional<AuditPlace> place = Optional.empty();
    do {
      AuditPage page = audit.page(place.flatMap(p -> AuditPlace.parse(p.toString())), 4);
      read.addAll(page.records());
      assertThat(page.records()).hasSizeLessThanOrEqualTo(4);
      place = page.next();
    } while (place.isPresent() && read.size() < 25);
    assertThat(read).containsExactlyElementsOf(audit.latest(read.size()));
    assertThat(read).extracting(row -> row.entry().subject()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-2-3", "1-'; DROP TABLE symbolonAudit-1", "-1-x-1"})
  void whatIsNoPlaceInTheLogIsNone(String text) {
    assertThat(AuditPlace.parse(text)).isEmpty();
    assertThat(AuditPlace.parse("9".repeat(19) + "-" + "a".repeat(64) + "-1")).isEmpty();
  }

  @Test
  void whatIsReplacedHoldsHereAtOnce() throws Exception {
    PolicyInForce here = new PolicyInForce(store, task -> {}, clock);
    Policy next = policy("at once", false);
    assertThat(here.replace(next, here.latest().version())).isTrue();
    assertThat(here.get().policy()).isEqualTo(next);
    assertThat(here.replace(policy("late", false), here.get().version() - 1)).isFalse();
    assertThat(here.get().policy()).isEqualTo(next);
  }

  @Test
  void encryptedConnectionsAreDemandedUnlessItIsADryRun() {
    assertThat(policy("x", false).demandsTls()).isTrue();
    assertThat(policy("x", true).demandsTls()).isFalse();
    assertThat(Policy.NONE.demandsTls()).isFalse();
  }

  @Test
  void withoutADatabaseNotingThrowsNothing() {
    AuditLog audit =
        new AuditLog(
            new Database(
                () -> {
                  throw new SQLException("the database is away");
                }),
            clock,
            AuditLimits.DEFAULT);
    audit.note(ENTRY);
    assertThatThrownBy(() -> audit.latest(1)).isInstanceOf(SQLException.class);
  }
}
