package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Well-formed values from a seed; their signatures are noise. */
public final class PrekeyValues {
  private final Random random;

  public PrekeyValues(long seed) {
    this.random = new Random(seed);
  }

  PrekeyPublication publication() {
    List<SignedClaimKey> claim = new ArrayList<>();
    int next = Pool.CLAIM.first().value() + random.nextInt(1 << 20);
    for (int i = random.nextInt(12); i > 0; i--) {
      claim.add(key(Pool.CLAIM, next++));
    }
    var mode =
        random.nextBoolean() ? PrekeyPublication.Mode.REFILL : PrekeyPublication.Mode.REPLACE;
    return new PrekeyPublication(device(), mode, identity(), signed(), claim, lastResort());
  }

  DeviceAddition addition() {
    PrekeyPublication some = publication();
    PrekeyPublication publication =
        new PrekeyPublication(
            some.device(),
            PrekeyPublication.Mode.REFILL,
            some.identity(),
            some.signedPreKey(),
            some.claimKeys(),
            some.lastResort());
    Map<OmemoVersion, Bundle> bundles = new EnumMap<>(OmemoVersion.class);
    for (OmemoVersion each : OmemoVersion.values()) {
      if (random.nextBoolean() || each == OmemoVersion.OMEMO_2) {
        bundles.put(each, bundle(each, publication.identity()));
      }
    }
    return new DeviceAddition(random.nextInt(1000), publication, bundles);
  }

  private Bundle bundle(OmemoVersion version, IdentityKey identity) {
    List<PreKey> preKeys = new ArrayList<>();
    for (int i = 1; i <= Bundle.MIN_PRE_KEYS + random.nextInt(3); i++) {
      preKeys.add(new PreKey(new PreKeyId(i), curve()));
    }
    return new Bundle(version, identity, signed(), preKeys);
  }

  KnownDevices known() {
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      devices.add(device());
    }
    return new KnownDevices(random.nextInt(1000), devices);
  }

  ClaimRequest claim() {
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      devices.add(device());
    }
    return new ClaimRequest(account(), devices);
  }

  public ClaimResponse response() {
    SortedMap<DeviceId, ClaimedBundle> bundles = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      bundles.put(device(), new ClaimedBundle(identity(), signed(), lastResort()));
    }
    SortedSet<DeviceId> without = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      without.add(device());
    }
    without.removeAll(bundles.keySet());
    return new ClaimResponse(account(), bundles, without);
  }

  Stock stock() {
    return new Stock(device(), random.nextInt(1001), random.nextBoolean());
  }

  IdentityReplaced replaced() {
    return new IdentityReplaced(device(), identity());
  }

  DeviceId device() {
    return new DeviceId(1 + random.nextInt(Integer.MAX_VALUE));
  }

  private static BareJid account() {
    return new BareJid("bob", "beta.test");
  }

  private SignedClaimKey lastResort() {
    int id = Pool.LAST_RESORT.first().value() + random.nextInt(1 << 20);
    return key(Pool.LAST_RESORT, id);
  }

  private SignedClaimKey key(Pool pool, int id) {
    Instant expires = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
    return new SignedClaimKey(new PreKeyId(id), curve(), pool, expires, signature());
  }

  private SignedPreKey signed() {
    return new SignedPreKey(new SignedPreKeyId(1 + random.nextInt(1000)), curve(), signature());
  }

  private CurveKey curve() {
    try {
      return CurveKey.parse(bytes(CurveKey.LENGTH));
    } catch (ProtocolException e) {
      return curve();
    }
  }

  private IdentityKey identity() {
    try {
      return IdentityKey.parse(bytes(IdentityKey.LENGTH));
    } catch (ProtocolException e) {
      return identity();
    }
  }

  private Signature signature() {
    try {
      byte[] bytes = bytes(Signature.LENGTH);
      bytes[Signature.LENGTH - 1] &= 0x0f; // legacy OMEMO has the identity's sign at the top
      return Signature.parse(bytes);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
