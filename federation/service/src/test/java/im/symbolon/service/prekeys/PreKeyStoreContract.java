package im.symbolon.service.prekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.service.MovableClock;
import im.symbolon.service.TestDevice;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.prekeys.StoreException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store promises on every database. */
abstract class PreKeyStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final Requester ALPHA = new Requester("alpha.test");
  private static final ClaimLimit LIMIT = new ClaimLimit(10_000, Duration.ofHours(1));

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  /** Every test has an account of its own, so that they can share one database. */
  private final BareJid bob = new BareJid("bob" + ACCOUNTS.incrementAndGet(), "beta.test");

  private final MovableClock clock = new MovableClock(NOW);
  private final TestDevice device = new TestDevice(bob, 27183);
  private final PreKeyStore store = store(LIMIT);

  abstract ConnectionSource connections();

  private PreKeyStore store(ClaimLimit limit) {
    return new PreKeyStore(new Database(connections()), clock, limit);
  }

  @Test
  void handsOutWhatTheDeviceSigned() throws Exception {
    PrekeyPublication published = device.publication(Mode.REFILL, 0, 1, LATER);
    assertThat(store.publish(bob, published))
        .isEqualTo(new Published(new Stock(new DeviceId(27183), 1, true), false));
    ClaimedBundle claimed = claim();
    assertThat(claimed)
        .isEqualTo(
            new ClaimedBundle(
                published.identity(), published.signedPreKey(), published.claimKeys().get(0)));
  }

  @Test
  void givesTheLastResortWhenNothingElseIsLeft() throws Exception {
    PrekeyPublication published = device.publication(Mode.REFILL, 0, 2, LATER);
    store.publish(bob, published);
    assertThat(pools(4))
        .containsExactly(Pool.CLAIM, Pool.CLAIM, Pool.LAST_RESORT, Pool.LAST_RESORT);
    assertThat(claim().key()).isEqualTo(published.lastResort());
  }

  @Test
  void answersAnUnknownAccountLikeOneWithoutDevices() throws Exception {
    BareJid nobody = new BareJid("nobody", "beta.test");
    TreeSet<DeviceId> devices = new TreeSet<>(Set.of(new DeviceId(1)));
    Claimed named = store.claim(new ClaimRequest(nobody, devices), ALPHA);
    assertThat(named.response().bundles()).isEmpty();
    assertThat(named.response().unavailable()).containsExactly(new DeviceId(1));
    Claimed all = store.claim(ClaimRequest.all(nobody), ALPHA);
    assertThat(all.response().bundles()).isEmpty();
    assertThat(all.response().unavailable()).isEmpty();
  }

  @Test
  void claimsForAllDevicesOrForSome() throws Exception {
    TestDevice second = new TestDevice(bob, 2);
    store.publish(bob, device.publication(Mode.REFILL, 0, 1, LATER));
    store.publish(bob, second.publication(Mode.REFILL, 0, 1, LATER));
    Claimed all = store.claim(ClaimRequest.all(bob), ALPHA);
    assertThat(all.response().bundles().keySet())
        .containsExactly(new DeviceId(2), new DeviceId(27183));
    TreeSet<DeviceId> some = new TreeSet<>(Set.of(new DeviceId(2), new DeviceId(3)));
    Claimed named = store.claim(new ClaimRequest(bob, some), ALPHA);
    assertThat(named.response().bundles().keySet()).containsExactly(new DeviceId(2));
    assertThat(named.response().unavailable()).containsExactly(new DeviceId(3));
  }

  @Test
  void neverHandsOutAnExpiredKey() throws Exception {
    SignedClaimKey soon = device.key(Pool.CLAIM, 0, NOW.plusSeconds(60));
    SignedClaimKey late = device.key(Pool.CLAIM, 1, NOW.plusSeconds(120));
    SignedClaimKey last = device.key(Pool.LAST_RESORT, 0, NOW.plusSeconds(180));
    store.publish(bob, device.publication(Mode.REFILL, List.of(soon, late), last));
    clock.advance(Duration.ofMinutes(1));
    assertThat(claim().key()).isEqualTo(late);
    assertThat(claim().key()).isEqualTo(last);
    clock.advance(Duration.ofMinutes(2));
    Claimed nothing = store.claim(ClaimRequest.all(bob), ALPHA);
    assertThat(nothing.response().unavailable()).containsExactly(new DeviceId(27183));
    assertThat(store.stock(device.address())).isEqualTo(new Stock(new DeviceId(27183), 0, false));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void repeatingAPublicationBringsNoUsedKeyBack(Mode mode) throws Exception {
    PrekeyPublication published = device.publication(mode, 0, 3, LATER);
    store.publish(bob, published);
    store.publish(bob, published);
    SignedClaimKey used = claim().key();
    assertThat(store.publish(bob, published).stock().claimKeys()).isEqualTo(2);
    assertThat(List.of(claim().key(), claim().key())).doesNotContain(used);
    assertThat(claim().key().pool()).isEqualTo(Pool.LAST_RESORT);
  }

  @Test
  void anIdNeverNamesAnotherKey() throws Exception {
    store.publish(bob, device.publication(Mode.REFILL, 0, 2, LATER));
    claim();
    claim();
    for (Mode mode : Mode.values()) {
      assertRefused(
          () -> store.publish(bob, device.publication(mode, 1, 5, LATER)), Reason.CONFLICT);
    }
    SignedClaimKey otherLast = device.key(Pool.LAST_RESORT, 0, LATER);
    assertRefused(
        () -> store.publish(bob, device.publication(Mode.REFILL, List.of(), otherLast)),
        Reason.CONFLICT);
    assertThat(store.stock(device.address()).claimKeys()).isZero();
  }

  @Test
  void aKeyIsNeverKnownUnderTwoIds() throws Exception {
    SignedClaimKey first = device.key(Pool.CLAIM, 0, LATER);
    SignedClaimKey last = device.key(Pool.LAST_RESORT, 0, LATER);
    store.publish(bob, device.publication(Mode.REFILL, List.of(first), last));
    SignedClaimKey again =
        new SignedClaimKey(
            new PreKeyId(first.id().value() + 1),
            first.key(),
            Pool.CLAIM,
            LATER,
            first.signature());
    assertRefused(
        () -> store.publish(bob, device.publication(Mode.REFILL, List.of(again), last)),
        Reason.CONFLICT);
    assertThat(store.stock(device.address()).claimKeys()).isEqualTo(1);
  }

  @Test
  void onlyAReplacementChangesTheIdentity() throws Exception {
    TestDevice other = new TestDevice(bob, 27183);
    PrekeyPublication first = device.publication(Mode.REFILL, 0, 3, LATER);
    store.publish(bob, first);
    assertRefused(
        () -> store.publish(bob, other.publication(Mode.REFILL, 100, 1, LATER)), Reason.CONFLICT);
    assertThat(claim().identity()).isEqualTo(device.identityKey());
    PrekeyPublication replacement =
        other.publication(
            Mode.REPLACE,
            List.of(other.key(Pool.CLAIM, 100, LATER)),
            other.key(Pool.LAST_RESORT, 1, LATER));
    assertThat(store.publish(bob, replacement).identityReplaced()).isTrue();
    assertThat(claim())
        .isEqualTo(
            new ClaimedBundle(
                other.identityKey(), replacement.signedPreKey(), replacement.claimKeys().get(0)));
    assertThat(claim().key()).isEqualTo(replacement.lastResort());
  }

  @Test
  void aLimitIsPerDeviceAndDomainAndEndsWithItsWindow() throws Exception {
    PreKeyStore limited = store(new ClaimLimit(2, Duration.ofHours(1)));
    limited.publish(bob, device.publication(Mode.REFILL, 0, 10, LATER));
    Requester gamma = new Requester("Gamma.Test");
    assertThat(pool(limited, ALPHA)).isEqualTo(Pool.CLAIM);
    assertThat(pool(limited, ALPHA)).isEqualTo(Pool.CLAIM);
    assertThat(pool(limited, ALPHA)).isEqualTo(Pool.LAST_RESORT);
    assertThat(pool(limited, gamma)).isEqualTo(Pool.CLAIM);
    assertThat(limited.stock(device.address()).claimKeys()).isEqualTo(7);
    clock.advance(Duration.ofHours(1));
    assertThat(pool(limited, ALPHA)).isEqualTo(Pool.CLAIM);
    limited.publish(bob, device.publication(Mode.REPLACE, List.of(), lastResort(1)));
    assertThat(pool(limited, ALPHA)).isEqualTo(Pool.LAST_RESORT);
  }

  @Test
  void tellsOnceWhenTheStockRunsLowAndOnceWhenItIsEmpty() throws Exception {
    store.publish(bob, device.publication(Mode.REFILL, 0, PrekeyLimits.LOW_WATER + 2, LATER));
    List<Integer> told = new ArrayList<>();
    for (int i = 0; i < PrekeyLimits.LOW_WATER + 5; i++) {
      store.claim(ClaimRequest.all(bob), ALPHA).runningLow().forEach(s -> told.add(s.claimKeys()));
    }
    assertThat(told).containsExactly(PrekeyLimits.LOW_WATER, 0);
    store.publish(bob, device.publication(Mode.REFILL, List.of(), lastResort(1)));
    assertThat(store.claim(ClaimRequest.all(bob), ALPHA).runningLow()).hasSize(1);
  }

  @Test
  void keepsNoMoreThanTheLimits() throws Exception {
    int batch = PrekeyLimits.MAX_PUBLISHED_KEYS;
    SignedClaimKey last = lastResort(0);
    for (int first = 0; first < PrekeyLimits.MAX_STOCK; first += batch) {
      store.publish(bob, device.publication(Mode.REFILL, keys(first, batch), last));
    }
    assertRefused(
        () ->
            store.publish(
                bob, device.publication(Mode.REFILL, keys(PrekeyLimits.MAX_STOCK, 1), last)),
        Reason.TOO_MUCH);
    assertThat(store.stock(device.address()).claimKeys()).isEqualTo(PrekeyLimits.MAX_STOCK);
  }

  @Test
  void keepsNoMoreDevicesThanTheLimit() throws Exception {
    for (int i = 1; i <= PrekeyLimits.MAX_DEVICES; i++) {
      store.publish(bob, new TestDevice(bob, i).publication(Mode.REFILL, 0, 0, LATER));
    }
    assertRefused(
        () -> store.publish(bob, device.publication(Mode.REFILL, 0, 0, LATER)), Reason.TOO_MUCH);
    assertThat(store.claim(ClaimRequest.all(bob), ALPHA).response().bundles())
        .hasSize(PrekeyLimits.MAX_DEVICES);
  }

  @Test
  void removingADeviceLeavesItsUsedIdsUsed() throws Exception {
    PrekeyPublication published = device.publication(Mode.REFILL, 0, 2, LATER);
    store.publish(bob, published);
    SignedClaimKey used = claim().key();
    store.remove(device.address());
    assertThat(store.claim(ClaimRequest.all(bob), ALPHA).response().bundles()).isEmpty();
    assertThat(store.stock(device.address())).isEqualTo(new Stock(new DeviceId(27183), 0, false));
    assertThat(store.publish(bob, published).stock().claimKeys()).isEqualTo(1);
    assertThat(claim().key()).isNotEqualTo(used);
  }

  @Test
  void forgetsADeletedAccountAltogether() throws Exception {
    store.publish(bob, device.publication(Mode.REFILL, 0, 2, LATER));
    claim();
    store.forget(bob);
    assertThat(store.claim(ClaimRequest.all(bob), ALPHA).response().bundles()).isEmpty();
    PrekeyPublication fresh = device.publication(Mode.REFILL, 0, 2, LATER);
    assertThat(store.publish(bob, fresh).stock().claimKeys()).isEqualTo(2);
  }

  /** DESIGN §6: exactly once even with two nodes on one database. */
  @Test
  void twoNodesHandEveryKeyOutExactlyOnce() throws Exception {
    int count = 200;
    store.publish(bob, device.publication(Mode.REFILL, 0, count, LATER));
    List<PreKeyStore> nodes = List.of(store, store(LIMIT));
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<PreKeyId> handedOut = Collections.synchronizedList(new ArrayList<>());
    try {
      List<Callable<Boolean>> claims = new ArrayList<>();
      for (int i = 0; i < count + 20; i++) {
        PreKeyStore node = nodes.get(i % 2);
        // Many domains, so that their counts do not keep the claims apart.
        Requester requester = new Requester("domain" + i % 23 + ".test");
        claims.add(() -> handedOut.add(claim(node, requester).key().id()));
      }
      for (Future<Boolean> each : callers.invokeAll(claims)) {
        assertThat(each.get()).isTrue();
      }
    } finally {
      callers.shutdownNow();
    }
    List<PreKeyId> once = handedOut.stream().filter(Pool.CLAIM::holds).toList();
    assertThat(once).hasSize(count).doesNotHaveDuplicates();
    assertThat(handedOut).hasSize(count + 20);
  }

  @Test
  void twoPublicationsAtOnceBothCount() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    SignedClaimKey last = lastResort(0);
    try {
      List<Callable<Published>> publications = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        PrekeyPublication each = device.publication(Mode.REFILL, keys(i * 10, 10), last);
        publications.add(() -> store.publish(bob, each));
      }
      for (Future<Published> each : callers.invokeAll(publications)) {
        assertThat(each.get().identityReplaced()).isFalse();
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(store.stock(device.address()).claimKeys()).isEqualTo(80);
  }

  @Test
  void saysSoWhenTheDatabaseIsGone() {
    ConnectionSource gone =
        () -> {
          throw new java.sql.SQLException("gone", "08001");
        };
    PreKeyStore broken = new PreKeyStore(new Database(gone), clock, LIMIT);
    assertRefused(() -> broken.claim(ClaimRequest.all(bob), ALPHA), Reason.UNAVAILABLE);
    assertRefused(() -> broken.stock(device.address()), Reason.UNAVAILABLE);
    assertRefused(() -> broken.remove(device.address()), Reason.UNAVAILABLE);
    assertRefused(() -> broken.forget(bob), Reason.UNAVAILABLE);
    assertRefused(
        () -> broken.publish(bob, device.publication(Mode.REFILL, 0, 1, LATER)),
        Reason.UNAVAILABLE);
  }

  private ClaimedBundle claim() throws StoreException {
    return claim(store, ALPHA);
  }

  private ClaimedBundle claim(PreKeyStore node, Requester requester) throws StoreException {
    return node.claim(ClaimRequest.all(bob), requester)
        .response()
        .bundles()
        .get(device.address().device());
  }

  private Pool pool(PreKeyStore node, Requester requester) throws StoreException {
    return claim(node, requester).key().pool();
  }

  private List<Pool> pools(int count) throws StoreException {
    List<Pool> pools = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pools.add(pool(store, ALPHA));
    }
    return pools;
  }

  private List<SignedClaimKey> keys(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(index -> device.unsignedKey(Pool.CLAIM, index, LATER))
        .toList();
  }

  private SignedClaimKey lastResort(int index) {
    return device.key(Pool.LAST_RESORT, index, LATER);
  }

  private static void assertRefused(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(reason);
  }
}
