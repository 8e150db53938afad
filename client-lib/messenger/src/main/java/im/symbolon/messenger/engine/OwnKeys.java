package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.Exchanges;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.OwnPreKey;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.Rotation;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes, renews and destroys this device's keys. PEP prekeys may be used more than once for seven
 * days, because everybody sees them; claim keys end with their first use, once late repetitions of
 * it have come; the last resort ends with its signed prekey.
 */
public final class OwnKeys {
  /** Longer than a stream's catch-up takes; repetitions after that open in the session itself. */
  private static final Duration CLAIM_KEY_GRACE = Duration.ofHours(1);

  /** A key exchange may lie on the recipient's server until long after its key expired. */
  private static final Duration LATEST_DELIVERY = Duration.ofDays(30);

  private static final Duration PEP_KEY_GRACE = Duration.ofDays(7);

  /**
   * More PEP keys than this are not kept, however many key exchanges somebody makes: then those
   * that are published are used more than once, as others may do anyway.
   */
  private static final int MAX_PEP_KEYS = 2_000;

  /** A claim key that ends sooner is not worth publishing. */
  private static final Duration REST = Duration.ofDays(7);

  private static final Duration CLAIM_KEY_LIFETIME = Duration.ofDays(90);

  private static final Comparator<OwnPreKey> LATEST_USED_FIRST =
      Comparator.comparing((OwnPreKey key) -> key.usedAt().orElse(Instant.EPOCH)).reversed();

  private final Surroundings surroundings;

  public OwnKeys(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** This device, made when there is none yet. */
  public OwnDevice.Self ensure() throws StoreException {
    return surroundings.store().transaction(this::ensure);
  }

  private OwnDevice.Self ensure(Rows rows) throws StoreException {
    OwnDevice device = new OwnDevice(rows);
    Optional<OwnDevice.Self> known = device.self();
    if (known.isPresent()) {
      return known.get();
    }
    try (IdentityKeyPair identity = IdentityKeyPair.generate(surroundings.entropy())) {
      device.create(randomId(), identity, now());
      addSigned(rows, identity);
    }
    fill(rows);
    return device.self().orElseThrow(() -> new IllegalStateException("the device was just made"));
  }

  /** Another id for a device that nobody was told of, because the first one is taken. */
  DeviceId rename(ThisDevice self) throws StoreException {
    DeviceId id = randomId();
    surroundings
        .store()
        .transaction(
            rows -> {
              new OwnDevice(rows).create(id, self.identity(), now());
              OwnPreKeys keys = new OwnPreKeys(rows);
              for (Pool signedFor : List.of(Pool.CLAIM, Pool.LAST_RESORT)) {
                for (OwnPreKey each : keys.all(signedFor)) {
                  keys.remove(each.id());
                }
              }
              return null;
            });
    return id;
  }

  private DeviceId randomId() {
    int random = ByteBuffer.wrap(surroundings.entropy().bytes(Integer.BYTES)).getInt();
    return new DeviceId(Math.max(1, random & Integer.MAX_VALUE));
  }

  /** Makes what is due, and marks what has to be published. Destroys nothing. */
  void renew(ThisDevice self) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              List<SignedPreKeyPair> signed = new OwnPreKeys(rows).signed();
              if (Rotation.WEEKLY.isDue(signed.get(0).createdAt(), now())) {
                addSigned(rows, self.identity());
                outdated(rows);
              }
              fill(rows);
              return null;
            });
  }

  /**
   * Destroys what is over. Not before the messages that waited on the server while this device was
   * away were opened: they may need keys that are over by now (XEP-0384 §5.5.4).
   */
  void destroyOver() throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              OwnPreKeys keys = new OwnPreKeys(rows);
              List<SignedPreKeyPair> signed = keys.signed();
              for (SignedPreKeyPair each : signed.subList(1, signed.size())) {
                if (Rotation.WEEKLY.isOver(each.createdAt(), now())) {
                  keys.remove(each.id());
                  new Exchanges(rows).forget(each.id());
                }
              }
              destroyOldLastResorts(keys);
              destroyUsed(rows, Pool.PEP, PEP_KEY_GRACE);
              destroyUsed(rows, Pool.CLAIM, CLAIM_KEY_GRACE);
              return null;
            });
  }

  /** A last resort ends with the signed prekey that was the newest when it was made. */
  private static void destroyOldLastResorts(OwnPreKeys keys) throws StoreException {
    List<SignedPreKeyPair> kept = keys.signed();
    Instant oldest = kept.get(kept.size() - 1).createdAt();
    for (OwnPreKey each : keys.all(Pool.LAST_RESORT)) {
      if (madeAt(each).plusSeconds(1).isBefore(oldest)) {
        keys.remove(each.id());
      }
    }
  }

  private static Instant madeAt(OwnPreKey key) {
    return key.terms()
        .map(OwnPreKey.Terms::expires)
        .orElse(Instant.EPOCH)
        .minus(CLAIM_KEY_LIFETIME);
  }

  private void destroyUsed(Rows rows, Pool pool, Duration grace) throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    for (OwnPreKey each : keys.all(pool)) {
      boolean over = each.usedAt().isPresent() && !now().isBefore(each.usedAt().get().plus(grace));
      boolean expired =
          each.terms().isPresent()
              && now().isAfter(each.terms().get().expires().plus(LATEST_DELIVERY));
      if (over || expired) {
        keys.remove(each.id());
      }
    }
  }

  /** Brings the unused PEP keys back to a full bundle, as long as there are not too many used. */
  private void fill(Rows rows) throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    List<OwnPreKey> kept = keys.all(Pool.PEP);
    long unused = kept.stream().filter(key -> !key.isUsed()).count();
    long wanted = Math.min(Bundle.FULL - unused, MAX_PEP_KEYS - kept.size());
    for (long i = 0; i < wanted; i++) {
      PreKeyPair pair = PreKeyPair.generate(surroundings.entropy(), keys.nextId(Pool.PEP));
      keys.add(new OwnPreKey(pair, Optional.empty(), true, Optional.empty()));
    }
    if (wanted > 0) {
      new OwnDevice(rows).bundleOutdated(true);
    }
  }

  private void addSigned(Rows rows, IdentityKeyPair identity) throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    keys.add(
        SignedPreKeyPair.generate(surroundings.entropy(), identity, keys.nextSignedId(), now()));
  }

  private static void outdated(Rows rows) throws StoreException {
    OwnDevice device = new OwnDevice(rows);
    device.bundleOutdated(true);
    device.claimKeysOutdated(true);
  }

  /** A key exchange used this prekey: it is taken out of what is published. */
  static void used(Rows rows, OwnPreKey key, Instant now) throws StoreException {
    new OwnPreKeys(rows).add(key.usedAt(now));
    OwnDevice device = new OwnDevice(rows);
    if (Pool.of(key.id()) == Pool.PEP) {
      device.bundleOutdated(true);
    }
  }

  /** The bundle as it should be published. */
  Bundle bundle(ThisDevice self) throws StoreException {
    return surroundings.store().transaction(rows -> bundle(rows, self));
  }

  private Bundle bundle(Rows rows, ThisDevice self) throws StoreException {
    fill(rows);
    OwnPreKeys keys = new OwnPreKeys(rows);
    List<OwnPreKey> all = new ArrayList<>(keys.all(Pool.PEP));
    all.sort(Comparator.comparing(OwnPreKey::isUsed).thenComparing(LATEST_USED_FIRST));
    List<PreKey> offered = new ArrayList<>();
    for (OwnPreKey each : all.subList(0, Math.min(Bundle.FULL, all.size()))) {
      offered.add(each.pair().publicKey());
    }
    return new Bundle(
        OmemoVersion.OMEMO_2,
        self.identity().publicKey(),
        keys.signed().get(0).publicKey(),
        offered);
  }

  /** The server has this bundle now; it may be outdated again already. */
  void published(ThisDevice self, Bundle bundle) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new OwnDevice(rows).bundleOutdated(!bundle(rows, self).equals(bundle));
              return null;
            });
  }

  /**
   * What to give to the service so that it has a full stock of claim keys.
   *
   * @param stock how many it has
   */
  PrekeyPublication publication(ThisDevice self, int stock, PrekeyPublication.Mode mode)
      throws StoreException {
    return surroundings.store().transaction(rows -> publication(rows, self, stock, mode));
  }

  private PrekeyPublication publication(
      Rows rows, ThisDevice self, int stock, PrekeyPublication.Mode mode) throws StoreException {
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
          promised(self, PreKeyPair.generate(surroundings.entropy(), keys.nextId(Pool.CLAIM)));
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
        lastResort(keys, self, signed));
  }

  /** One last resort per signed prekey. */
  private SignedClaimKey lastResort(OwnPreKeys keys, ThisDevice self, SignedPreKeyPair signed)
      throws StoreException {
    for (OwnPreKey each : keys.all(Pool.LAST_RESORT)) {
      if (madeAt(each).plusSeconds(1).isAfter(signed.createdAt())) {
        return each.signed();
      }
    }
    PreKeyId id = keys.nextId(Pool.LAST_RESORT);
    OwnPreKey key = promised(self, PreKeyPair.generate(surroundings.entropy(), id));
    keys.add(key);
    return key.signed();
  }

  private OwnPreKey promised(ThisDevice self, PreKeyPair pair) {
    Instant expires = now().plus(CLAIM_KEY_LIFETIME).truncatedTo(ChronoUnit.SECONDS);
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
