package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.core.Judge;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Basis;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TrustBookTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final DeviceAddress PHONE = device(BOB, 1);
  private static final DeviceAddress TABLET = device(BOB, 2);
  private static final Fingerprint KEY = key('a');
  private static final Fingerprint OTHER = key('b');
  private static final byte[] BASE_POINT = new byte[IdentityKey.LENGTH];

  static {
    Arrays.fill(BASE_POINT, (byte) 0x66); // Ed25519's
    BASE_POINT[0] = 0x58;
  }

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private MemoryRowStore store = new MemoryRowStore();

  private static DeviceAddress device(BareJid person, int id) {
    return new DeviceAddress(person, new DeviceId(id));
  }

  private static Fingerprint key(char digit) {
    return new Fingerprint(String.valueOf(digit).repeat(64));
  }

  /** Something done with the book, in one transaction. */
  private interface Use<T> {
    T of(TrustBook book) throws StoreException;
  }

  private <T> T with(Use<T> use) {
    try {
      return store.transaction(rows -> use.of(new TrustBook(rows)));
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<TrustBook.Sighting> seen(DeviceAddress device, Fingerprint key) {
    return with(book -> book.seen(device, key, NOW));
  }

  private void decide(DeviceAddress device, Fingerprint key, Decision decision) {
    with(
        book -> {
          book.decide(device, key, decision);
          return null;
        });
  }

  private List<TrustBook.Entry> entries() {
    return with(book -> book.entries(BOB));
  }

  private boolean maySend(DeviceAddress device) {
    try {
      return store.transaction(rows -> new Judge(rows, NOW).mayWriteTo(device));
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void decisionsOutliveARestart() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofPerson(Trust.DISTRUSTED, NOW));
    decide(TABLET, OTHER, Decision.ofCode(NOW.plusMillis(1)));
    store = store.crash();
    assertThat(entries())
        .containsExactly(
            new TrustBook.Entry(
                PHONE, KEY, Decision.ofPerson(Trust.DISTRUSTED, NOW), Optional.of(NOW)),
            new TrustBook.Entry(
                TABLET, OTHER, Decision.ofCode(NOW.plusMillis(1)), Optional.empty()));
    boolean verified = with(book -> book.everVerified(BOB));
    long decisions = with(book -> book.decisions(BOB));
    assertThat(verified).isTrue();
    assertThat(decisions).isEqualTo(2);
  }

  @Test
  void anotherKeyInheritsNothingAndChangesNothing() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofCode(NOW));
    assertThat(seen(PHONE, OTHER)).isEmpty();
    assertThatThrownBy(() -> decide(PHONE, OTHER, Decision.ofCode(NOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(seen(PHONE, KEY).map(s -> s.decision().isVerified())).contains(true);
  }

  @Test
  void theSameKeyUnderAnotherDeviceIdInheritsNothing() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofCode(NOW));
    assertThat(seen(TABLET, KEY).map(s -> s.decision().trust())).contains(Trust.UNDECIDED);
    assertThat(maySend(TABLET)).isFalse();
  }

  @Test
  void anExpectedDeviceIsVerifiedWhenItShowsThatKeyAndNoOther() {
    decide(PHONE, KEY, Decision.ofCode(NOW));
    assertThat(seen(PHONE, OTHER)).isEmpty();
    assertThat(seen(PHONE, KEY)).contains(new TrustBook.Sighting(Decision.ofCode(NOW), true));
    assertThat(seen(PHONE, KEY)).map(TrustBook.Sighting::news).contains(false);
  }

  @Test
  void whatWasTrustedBlindlyBeforeTheFirstVerificationStaysTrusted() {
    seen(PHONE, KEY);
    seen(TABLET, OTHER);
    decide(PHONE, KEY, Decision.ofPerson(Trust.TRUSTED, NOW));
    assertThat(maySend(TABLET)).isTrue();
    assertThat(maySend(device(BOB, 3))).isFalse();
    assertThat(maySend(device(CAROL, 3))).isTrue();
  }

  @Test
  void distrustingTheLastVerifiedDeviceDoesNotBringBlindTrustBack() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofCode(NOW));
    decide(PHONE, KEY, Decision.ofPerson(Trust.DISTRUSTED, NOW));
    store = store.crash();
    assertThat(seen(TABLET, OTHER).map(s -> s.decision().trust())).contains(Trust.UNDECIDED);
    assertThat(maySend(TABLET)).isFalse();
    assertThat(maySend(PHONE)).isFalse();
  }

  @Test
  void distrustCanBeTakenBack() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofPerson(Trust.DISTRUSTED, NOW));
    assertThat(maySend(PHONE)).isFalse();
    decide(PHONE, KEY, Decision.ofPerson(Trust.TRUSTED, NOW));
    assertThat(maySend(PHONE)).isTrue();
  }

  /** REVIEW 27: strangers' junk is bounded. */
  @Test
  void madeUpDevicesAreForgottenButNeverOnesThatSomebodyDecidedAbout() {
    seen(PHONE, KEY);
    decide(PHONE, KEY, Decision.ofPerson(Trust.DISTRUSTED, NOW));
    seen(TABLET, KEY);
    for (int i = 3; i < 3 * TrustBook.MAX_DEVICES; i++) {
      seen(device(BOB, i), OTHER);
    }
    assertThat(entries()).hasSize(TrustBook.MAX_DEVICES);
    assertThat(maySend(PHONE)).isFalse();
    assertThat(entries()).noneMatch(e -> e.device().equals(TABLET));
  }

  /** Or a code, scanned afterwards, would vouch for what a server put in its place before. */
  @Test
  void nothingOutlivesADeviceThatIsForgotten() throws Exception {
    IdentityKey madeUp = IdentityKey.parse(BASE_POINT);
    seen(TABLET, Fingerprint.of(madeUp));
    store.transaction(rows -> new PeerDevices(rows).seen(TABLET, madeUp, NOW));
    for (int i = 3; i < 3 + TrustBook.MAX_DEVICES; i++) {
      seen(device(BOB, i), OTHER);
    }
    assertThat(entries()).noneMatch(e -> e.device().equals(TABLET));
    assertThat(store.<Boolean, StoreException>transaction(this::isAnythingKept)).isFalse();
  }

  private boolean isAnythingKept(Rows rows) throws StoreException {
    return new PeerDevices(rows).identity(TABLET).isPresent() || new Sessions(rows).any(TABLET);
  }

  /** One thing that happens to one of a few devices. */
  private record Event(int device, Optional<Trust> decision, boolean code) {}

  @Provide
  Arbitrary<List<Event>> lives() {
    Arbitrary<Optional<Trust>> decisions = Arbitraries.of(Trust.values()).optional(0.5).map(o -> o);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4), decisions, Arbitraries.of(false, true))
        .as(Event::new)
        .list()
        .ofMaxSize(30);
  }

  /** Whatever happened in whatever order, with crashes in between. */
  @Property(tries = 300)
  void nothingLeavesWhereItMust(@ForAll("lives") List<Event> life) {
    store = new MemoryRowStore();
    Map<Integer, Trust> decided = new HashMap<>();
    Set<Integer> blind = new HashSet<>();
    boolean verified = false;
    for (Event event : life) {
      DeviceAddress device = device(BOB, event.device());
      boolean known = with(book -> book.entry(device)).isPresent();
      if (event.decision().isPresent() && known) {
        Trust trust = event.decision().get();
        boolean code = event.code() && trust == Trust.TRUSTED;
        decide(device, KEY, new Decision(trust, code ? Basis.CODE : Basis.PERSON, NOW));
        decided.put(event.device(), trust);
        verified |= trust == Trust.TRUSTED;
      } else {
        seen(device, KEY);
        if (!known && !verified) {
          blind.add(event.device());
        }
      }
      store = store.crash();
      for (int id : Arrays.asList(1, 2, 3, 4)) {
        assertThat(maySend(device(BOB, id))).isEqualTo(expected(id, decided, blind, verified));
      }
    }
  }

  private static boolean expected(
      int id, Map<Integer, Trust> decided, Set<Integer> blind, boolean verified) {
    Trust last = decided.get(id);
    return last == null
        ? blind.contains(id) || !verified
        : last == Trust.TRUSTED || (last == Trust.UNDECIDED && !verified);
  }
}
