package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Exchanges;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.OwnPreKey;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.Rotation;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes, renews and destroys this device's keys, one set for all versions of OMEMO. PEP prekeys may
 * be used more than once for seven days, because everybody sees them; claim keys end with their
 * first use, once late repetitions of it have come; the last resort ends with its signed prekey.
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
    return make(rows);
  }

  /** Another device in place of this one, whose keys are all destroyed. */
  OwnDevice.Self replace(Rows rows) throws StoreException {
    new OwnPreKeys(rows).removeAll();
    return make(rows);
  }

  private OwnDevice.Self make(Rows rows) throws StoreException {
    OwnDevice device = new OwnDevice(rows);
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
      if (ClaimKeys.madeAt(each).plusSeconds(1).isBefore(oldest)) {
        keys.remove(each.id());
      }
    }
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
  void fill(Rows rows) throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    List<OwnPreKey> kept = keys.all(Pool.PEP);
    long unused = kept.stream().filter(key -> !key.isUsed()).count();
    long wanted = Math.min(Bundle.FULL - unused, MAX_PEP_KEYS - kept.size());
    for (long i = 0; i < wanted; i++) {
      PreKeyPair pair = PreKeyPair.generate(surroundings.entropy(), keys.nextId(Pool.PEP));
      keys.add(new OwnPreKey(pair, Optional.empty(), true, Optional.empty()));
    }
    if (wanted > 0) {
      new OwnDevice(rows).bundlesOutdated();
    }
  }

  private void addSigned(Rows rows, IdentityKeyPair identity) throws StoreException {
    OwnPreKeys keys = new OwnPreKeys(rows);
    keys.add(
        SignedPreKeyPair.generate(surroundings.entropy(), identity, keys.nextSignedId(), now()));
  }

  private static void outdated(Rows rows) throws StoreException {
    OwnDevice device = new OwnDevice(rows);
    device.bundlesOutdated();
    device.claimKeysOutdated(true);
  }

  /** A key exchange used this prekey: it is taken out of what is published, in all versions. */
  static void used(Rows rows, OwnPreKey key, Instant now) throws StoreException {
    new OwnPreKeys(rows).add(key.usedAt(now));
    if (Pool.of(key.id()) == Pool.PEP) {
      new OwnDevice(rows).bundlesOutdated();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
