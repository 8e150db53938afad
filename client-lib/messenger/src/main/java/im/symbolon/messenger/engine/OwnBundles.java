package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.OwnPreKey;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.prekeys.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * This device's bundles, one for each version of OMEMO. They offer the same keys: each prekey is
 * for one session, in whichever version that is begun.
 */
final class OwnBundles {
  private static final Comparator<OwnPreKey> LATEST_USED_FIRST =
      Comparator.comparing((OwnPreKey key) -> key.usedAt().orElse(Instant.EPOCH)).reversed();

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnKeys keys;

  OwnBundles(Surroundings surroundings, ThisDevice self, OwnKeys keys) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = keys;
  }

  /** The bundle as it should be published. */
  Bundle of(OmemoVersion version) throws StoreException {
    return surroundings.store().transaction(rows -> of(rows, version));
  }

  private Bundle of(Rows rows, OmemoVersion version) throws StoreException {
    keys.fill(rows);
    OwnPreKeys kept = new OwnPreKeys(rows);
    List<OwnPreKey> all = new ArrayList<>(kept.all(Pool.PEP));
    all.sort(Comparator.comparing(OwnPreKey::isUsed).thenComparing(LATEST_USED_FIRST));
    List<PreKey> offered = new ArrayList<>();
    for (OwnPreKey each : all.subList(0, Math.min(Bundle.FULL, all.size()))) {
      offered.add(each.pair().publicKey());
    }
    return new Bundle(
        version,
        self.identity().publicKey(),
        kept.signed().get(0).publicKey(version, self.identity()),
        offered);
  }

  /** The server has this bundle now; it may be outdated again already. */
  void published(Bundle bundle) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              boolean outdated = !of(rows, bundle.version()).equals(bundle);
              OwnDevice device = new OwnDevice(rows);
              device.bundleOutdated(bundle.version(), outdated);
              device.nowOffers(bundle.version());
              return null;
            });
  }
}
