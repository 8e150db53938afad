package im.symbolon.service.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.service.MovableClock;
import im.symbolon.service.TestDevice;
import im.symbolon.service.devices.DeviceLists.Added;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import im.symbolon.service.prekeys.Requester;
import im.symbolon.service.prekeys.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the store promises on every database. */
abstract class DeviceListsContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final Shown NOTHING = new Shown(Map.of());
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final BareJid bob = new BareJid("listed-bob" + ACCOUNTS.incrementAndGet(), "beta.test");
  private final MovableClock clock = new MovableClock(NOW);

  abstract ConnectionSource connections();

  private PreKeyStore prekeys() {
    return new PreKeyStore(new Database(connections()), clock, ClaimLimit.DEFAULT);
  }

  private DeviceLists lists() {
    return new DeviceLists(new Database(connections()), prekeys(), clock);
  }

  @Test
  void aDeviceIsAddedWithItsKeysUponTheVersionThatItKnows() throws Exception {
    KnownDevices before = lists().known(bob, NOTHING);
    assertThat(before.devices()).isEmpty();
    Added added = add(1, before.version());
    assertThat(added.done()).isTrue();
    assertThat(added.now().version()).isGreaterThan(before.version());
    assertThat(added.now().devices()).containsExactly(id(1));
    assertThat(added.lists().get(OmemoVersion.LEGACY)).isEqualTo(list(1));
    assertThat(lists().decided(bob, OmemoVersion.OMEMO_2)).isEqualTo(list(1));
    assertThat(claimable()).containsExactly(id(1));
  }

  @Test
  void uponAnotherVersionNothingIsAddedAtAll() throws Exception {
    long version = add(1, lists().known(bob, NOTHING).version()).now().version();
    for (long stale : new long[] {0, version - 1, version + 1, 999_999_999_999L}) {
      Added refused = add(2, stale);
      assertThat(refused.done()).as("version %d", stale).isFalse();
      assertThat(refused.now()).isEqualTo(new KnownDevices(version, list(1).devices()));
    }
    assertThat(claimable()).containsExactly(id(1));
  }

  /** Two devices that race for one id: the first has it. */
  @Test
  void anIdThatIsTakenIsNotGivenTwice() throws Exception {
    TestDevice first = new TestDevice(bob, 1);
    TestDevice second = new TestDevice(bob, 1);
    Added added = lists().add(bob, first.addition(0, LATER), NOTHING);
    long now = added.now().version();
    assertThat(lists().add(bob, second.addition(now, LATER), NOTHING).done()).isFalse();
    assertThat(lists().accepts(address(1), second.identityKey())).isFalse();
    assertThat(lists().accepts(address(1), first.identityKey())).isTrue();
  }

  @Test
  void keysThatContradictKnownOnesAddNothing() throws Exception {
    TestDevice device = new TestDevice(bob, 1);
    long version = lists().add(bob, device.addition(0, LATER), NOTHING).now().version();
    assertThatThrownBy(() -> lists().add(bob, device.addition(version, LATER), NOTHING))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.CONFLICT);
    assertThat(lists().known(bob, NOTHING).version()).isEqualTo(version);
  }

  @Test
  void ofManyThatRaceForAVersionExactlyOneWinsIt() throws Exception {
    int racers = 8;
    lists().known(bob, NOTHING);
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      CountDownLatch ready = new CountDownLatch(racers);
      List<Future<List<Long>>> racing = new ArrayList<>();
      for (int racer = 1; racer <= racers; racer++) {
        int device = racer;
        racing.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return untilAdded(device);
                }));
      }
      List<Long> won = new ArrayList<>();
      for (Future<List<Long>> each : racing) {
        won.addAll(each.get());
      }
      assertThat(won).hasSize(racers).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
    assertThat(lists().decided(bob, OmemoVersion.OMEMO_2).devices()).hasSize(racers);
    assertThat(lists().decided(bob, OmemoVersion.LEGACY).devices()).hasSize(racers);
  }

  /** The versions that were won: one, after as many tries as it took. */
  private List<Long> untilAdded(int device) throws Exception {
    TestDevice self = new TestDevice(bob, device);
    long version = lists().known(bob, NOTHING).version();
    for (int tries = 0; tries < 100; tries++) {
      Added added = lists().add(bob, self.addition(version, LATER), NOTHING);
      if (added.done()) {
        return List.of(version);
      }
      version = added.now().version();
    }
    throw new AssertionError("never added");
  }

  @Test
  void changesThatCrossBuildOnEachOther() throws Exception {
    int writers = 6;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<DeviceList>> writing = new ArrayList<>();
      for (int each = 1; each <= writers; each++) {
        int device = each;
        Shown old = new Shown(Map.of(OmemoVersion.LEGACY, DeviceList.empty()));
        writing.add(
            threads.submit(
                () ->
                    lists()
                        .<RuntimeException>change(
                            bob,
                            OmemoVersion.LEGACY,
                            old,
                            listed -> DeviceList.of(listed).with(id(device)))));
      }
      for (Future<DeviceList> each : writing) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(lists().decided(bob, OmemoVersion.LEGACY).devices()).hasSize(writers);
    assertThat(lists().decided(bob, OmemoVersion.OMEMO_2).isEmpty()).isTrue();
  }

  @Test
  void whatPepShowsIsTakenOver() throws Exception {
    long before = lists().known(bob, NOTHING).version();
    KnownDevices known = lists().known(bob, shown(list(1, 2)));
    assertThat(known.devices()).containsExactly(id(1), id(2));
    assertThat(known.version()).isGreaterThan(before);
    assertThat(lists().known(bob, shown(list(1, 2)))).isEqualTo(known);
    assertThat(lists().known(bob, shown(list(2, 3))).devices()).containsExactly(id(2), id(3));
    assertThat(lists().known(bob, NOTHING).devices()).containsExactly(id(2), id(3));
  }

  @Test
  void whatWasDecidedAMomentAgoCountsUntilPepCanShowIt() throws Exception {
    lists().known(bob, shown(list(1, 2)));
    change(list(2, 3));
    assertThat(lists().known(bob, shown(list(1, 2))).devices()).containsExactly(id(2), id(3));
    clock.advance(OpenLists.SETTLING.minusMillis(1));
    assertThat(lists().known(bob, shown(list(1, 2))).devices()).containsExactly(id(2), id(3));
    clock.advance(Duration.ofMillis(1));
    assertThat(lists().known(bob, shown(list(1, 2))).devices()).containsExactly(id(1), id(2));
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeOldDecisionsCountForLong() throws Exception {
    change(list(1));
    clock.advance(Duration.ofDays(-1));
    assertThat(lists().known(bob, shown(list(2))).devices()).containsExactly(id(2));
  }

  @Test
  void whatWasTakenOutIsForgottenAfterAWhile() throws Exception {
    for (int round = 0; round < 30; round++) {
      change(list(IntStream.range(1 + 100 * round, 101 + 100 * round).toArray()));
      clock.advance(Duration.ofHours(2));
    }
    try (var connection = connections().open()) {
      int rows =
          Sql.of("SELECT COUNT(*) FROM symbolonOmemoDevice WHERE account = ?", bob.toString())
              .count(connection);
      assertThat(rows).isLessThanOrEqualTo(300);
    }
  }

  /** P6: a bundle of another key is not the device's. */
  @Test
  void aDeviceIsKnownByItsFirstKeyUntilItsBundleIsTakenAway() throws Exception {
    TestDevice device = new TestDevice(bob, 7);
    TestDevice other = new TestDevice(bob, 7);
    assertThat(lists().isKnown(address(7))).isFalse();
    assertThat(lists().turn(address(7))).isZero();
    assertThat(lists().isKnown(address(7))).isFalse();
    assertThat(lists().accepts(address(7), device.identityKey())).isTrue();
    assertThat(lists().isKnown(address(7))).isTrue();
    assertThat(lists().accepts(address(7), other.identityKey())).isFalse();
    lists().bundleGone(address(7));
    assertThat(lists().accepts(address(7), other.identityKey())).isTrue();
  }

  @Test
  void readersGetTurnsThatNobodyElseGets() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> turns = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        turns.add(threads.submit(() -> lists().turn(address(7))));
      }
      List<Integer> got = new ArrayList<>();
      for (Future<Integer> each : turns) {
        got.add(each.get());
      }
      assertThat(got).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDeletedAccountLeavesNothing() throws Exception {
    add(1, 0);
    lists().forget(bob);
    assertThat(lists().known(bob, NOTHING).devices()).isEmpty();
    assertThat(lists().known(bob, NOTHING).version()).isZero();
  }

  private Added add(int device, long version) throws Exception {
    return lists().add(bob, new TestDevice(bob, device).addition(version, LATER), NOTHING);
  }

  private void change(DeviceList next) throws Exception {
    lists().<RuntimeException>change(bob, OmemoVersion.OMEMO_2, NOTHING, listed -> next);
  }

  private Iterable<DeviceId> claimable() throws Exception {
    return prekeys()
        .claim(ClaimRequest.all(bob), new Requester("alpha.test"))
        .response()
        .bundles()
        .keySet();
  }

  private static Shown shown(DeviceList modern) {
    return new Shown(Map.of(OmemoVersion.OMEMO_2, modern));
  }

  private DeviceAddress address(int device) {
    return new DeviceAddress(bob, id(device));
  }

  private static DeviceId id(int device) {
    return new DeviceId(device);
  }

  private static DeviceList list(int... devices) {
    return DeviceList.of(Arrays.stream(devices).mapToObj(DeviceId::new).toList());
  }
}
