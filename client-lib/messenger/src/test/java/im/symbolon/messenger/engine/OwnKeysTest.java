package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.prekeys.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnKeysTest {
  private static final BareJid BOB = new BareJid("bob", "two.example");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryRowStore store = new MemoryRowStore();
  private final Random random = new Random(5);
  private final OwnKeys keys =
      new OwnKeys(
          new Surroundings(BOB, store, random::nextBytes, Clock.fixed(NOW, ZoneOffset.UTC)));

  /** Anybody may begin sessions, under any number of device ids. */
  @Test
  void nobodyCanUseUpThePublishedPrekeysOrFillTheStoreWithThem() throws Exception {
    ThisDevice self = new ThisDevice(BOB, keys.ensure());
    OwnBundles bundles =
        new OwnBundles(
            new Surroundings(BOB, store, random::nextBytes, Clock.fixed(NOW, ZoneOffset.UTC)),
            self,
            keys);
    for (int i = 0; i < 110; i++) {
      OmemoVersion version = i % 2 == 0 ? OmemoVersion.OMEMO_2 : OmemoVersion.LEGACY;
      Bundle bundle = bundles.of(version);
      assertThat(bundle.preKeys()).as("after %d bundles", i).hasSize(Bundle.FULL);
      store.transaction(
          rows -> {
            for (PreKey each : bundle.preKeys()) {
              OwnKeys.used(rows, new OwnPreKeys(rows).get(each.id()).orElseThrow(), NOW);
            }
            return null;
          });
    }
    assertThat(
            store.<Integer, StoreException>transaction(r -> new OwnPreKeys(r).all(Pool.PEP).size()))
        .isLessThanOrEqualTo(2_000);
  }
}
