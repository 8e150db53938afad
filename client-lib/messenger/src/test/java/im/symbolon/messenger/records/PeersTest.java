package im.symbolon.messenger.records;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is stored of others' devices, in both versions of OMEMO. */
class PeersTest {
  private static final BareJid ANN = new BareJid("ann", "one.example");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryRowStore store = new MemoryRowStore();
  private final Random random = new Random(1);

  private <T> T with(Work<T, StoreException> work) throws StoreException {
    return store.transaction(work);
  }

  private static DeviceAddress device(int id) {
    return new DeviceAddress(ANN, new DeviceId(id));
  }

  private static DeviceList list(int id) {
    return DeviceList.of(List.of(new DeviceId(id)));
  }

  @Test
  void theListsOfBothVersionsAreKeptApart() throws Exception {
    with(
        rows -> {
          Peers peers = new Peers(rows);
          peers.list(ANN, LEGACY, list(1), NOW);
          peers.list(ANN, OMEMO_2, list(2), NOW.plusSeconds(1));
          peers.confirmed(ANN);
          peers.list(ANN, LEGACY, list(3), NOW.plusSeconds(2));
          assertThat(peers.list(ANN, OMEMO_2).orElseThrow())
              .isEqualTo(new Peers.KnownList(list(2), NOW.plusSeconds(1)));
          assertThat(peers.list(ANN, LEGACY).orElseThrow().list()).isEqualTo(list(3));
          assertThat(peers.lists(device(1))).isFalse();
          assertThat(peers.lists(device(2))).isTrue();
          assertThat(peers.lists(device(3))).isTrue();
          peers.outdated(ANN);
          for (OmemoVersion each : OmemoVersion.values()) {
            assertThat(peers.list(ANN, each).orElseThrow().heardAt()).isEqualTo(Instant.EPOCH);
          }
          assertThat(peers.confirms(ANN)).isTrue();
          return null;
        });
  }

  /** REVIEW 27. */
  @Test
  void madeUpDevicesFillNoStoreAndPushOutNoneThatIsListed() throws Exception {
    with(
        rows -> {
          new Peers(rows).list(ANN, LEGACY, list(1), NOW);
          PeerDevices devices = new PeerDevices(rows);
          for (int id = 1; id <= 300; id++) {
            try (IdentityKeyPair pair = IdentityKeyPair.generate(random::nextBytes)) {
              boolean room = devices.seen(device(id), pair.publicKey(), NOW.plusSeconds(id));
              assertThat(room).isEqualTo(id <= PeerDevices.MAX_DEVICES);
            }
          }
          assertThat(rows.count(Tables.PEER_DEVICES)).isEqualTo(PeerDevices.MAX_DEVICES);
          assertThat(devices.identity(device(1))).isPresent();
          assertThat(devices.identity(device(2))).isEmpty();
          assertThat(devices.identity(device(300))).isPresent();
          return null;
        });
  }

  @Test
  void rebuildsAreThreeADayAndOneAnHourOverAllVersions() throws Exception {
    with(
        rows -> {
          Rebuilds rebuilds = new Rebuilds(rows);
          int begun = 0;
          for (int minute = 0; minute < 24 * 60; minute += 10) {
            begun += rebuilds.mayBegin(device(1), NOW.plus(Duration.ofMinutes(minute))) ? 1 : 0;
            assertThat(begun).isLessThanOrEqualTo(1 + minute / 60);
          }
          assertThat(begun).isEqualTo(3);
          assertThat(rebuilds.mayBegin(device(2), NOW)).isTrue();
          return null;
        });
  }

  @Test
  void publishingOneBundleDoesNotClearTheOther() throws Exception {
    with(
        rows -> {
          OwnDevice own = new OwnDevice(rows);
          try (IdentityKeyPair pair = IdentityKeyPair.generate(random::nextBytes)) {
            own.create(new DeviceId(1), pair, NOW);
          }
          own.bundleOutdated(LEGACY, false);
          assertThat(own.bundleOutdated(LEGACY)).isFalse();
          assertThat(own.bundleOutdated(OMEMO_2)).isTrue();
          own.bundlesOutdated();
          own.bundleOutdated(OMEMO_2, false);
          assertThat(own.bundleOutdated(LEGACY)).isTrue();
          assertThat(own.bundleOutdated(OMEMO_2)).isFalse();
          return null;
        });
  }
}
