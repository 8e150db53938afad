package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.OwnPreKey;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that the own domain's service hands out, once each, for sessions in OMEMO 2. */
final class ClaimKeys {
  /** A claim key that ends sooner is not worth publishing. */
  private static final Duration REST = Duration.ofDays(7);

  private static final Duration LIFETIME = Duration.ofDays(90);

  private final Surroundings surroundings;
  private final ThisDevice self;

  ClaimKeys(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  static Instant madeAt(OwnPreKey key) {
    return key.terms().map(OwnPreKey.Terms::expires).orElse(Instant.EPOCH).minus(LIFETIME);
  }

  /**
   * What to give to the service so that it has a full stock of claim keys.
   *
   * @param stock how many it has
   */
  PrekeyPublication publication(int stock, PrekeyPublication.Mode mode) throws StoreException {
    return surroundings.store().transaction(rows -> publication(rows, stock, mode));
  }

  private PrekeyPublication publication(Rows rows, int stock, PrekeyPublication.Mode mode)
      throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    List<SignedClaimKey> claim = new ArrayList<>();
    for (OwnPreKey each : keys.all(Pool.CLAIM)) {
      boolean lasts = each.signed().expires().isAfter(now().plus(REST));
      if (!each.published() && !each.isUsed() && lasts && claim.size() < Bundle.FULL) {
        claim.add(each.signed());
      }
    }
    for (int i = stock + claim.size(); i < Bundle.FULL; i++) {
      OwnPreKey key =
          promised(PreKeyPair.generate(surroundings.entropy(), keys.nextId(Pool.CLAIM)));
      keys.add(key);
      claim.add(key.signed());
    }
    SignedPreKeyPair signed = keys.signed().get(0);
    return new PrekeyPublication(
        self.id(),
        mode,
        self.identity().publicKey(),
        signed.publicKey(),
        claim,
        lastResort(keys, signed));
  }

  /** One last resort per signed prekey. */
  private SignedClaimKey lastResort(OwnPreKeys keys, SignedPreKeyPair signed)
      throws StoreException {
    for (OwnPreKey each : keys.all(Pool.LAST_RESORT)) {
      if (madeAt(each).plusSeconds(1).isAfter(signed.createdAt())) {
        return each.signed();
      }
    }
    PreKeyId id = keys.nextId(Pool.LAST_RESORT);
    OwnPreKey key = promised(PreKeyPair.generate(surroundings.entropy(), id));
    keys.add(key);
    return key.signed();
  }

  private OwnPreKey promised(PreKeyPair pair) {
    Instant expires = now().plus(LIFETIME).truncatedTo(ChronoUnit.SECONDS);
    DeviceAddress owner = new DeviceAddress(surroundings.account(), self.id());
    byte[] promise =
        SignedClaimKey.signedBytes(
            owner, pair.id(), pair.pair().publicKey(), Pool.of(pair.id()), expires);
    OwnPreKey.Terms terms = new OwnPreKey.Terms(expires, self.identity().sign(promise));
    return new OwnPreKey(pair, Optional.of(terms), false, Optional.empty());
  }

  /** The service has taken the publication. */
  void published(PrekeyPublication publication) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              OwnPreKeys keys = new OwnPreKeys(rows);
              for (SignedClaimKey each : publication.claimKeys()) {
                Optional<OwnPreKey> key = keys.get(each.id());
                if (key.isPresent()) {
                  keys.add(key.get().asPublished());
                }
              }
              new OwnDevice(rows).claimKeysOutdated(false);
              return null;
            });
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
