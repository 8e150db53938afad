package im.symbolon.lab.bench;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
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
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A device's public face: keys that are signed as they must be, and whose secrets nobody has. */
final class BenchDevice {
  static final DeviceId ID = new DeviceId(7);

  private final DeviceAddress address;
  private final KeyPair identity;
  private final Random random = new Random(7);
  private final Instant expires =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));

  BenchDevice(BareJid account) throws GeneralSecurityException {
    this.address = new DeviceAddress(account, ID);
    this.identity = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** Claim keys {@code first … first+count-1} of the pool, and a last resort. */
  PrekeyPublication publication(int first, int count)
      throws GeneralSecurityException, ProtocolException {
    List<SignedClaimKey> keys = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      keys.add(key(Pool.CLAIM, i));
    }
    return new PrekeyPublication(
        ID, Mode.REFILL, own(), signedPreKey(), keys, key(Pool.LAST_RESORT, 0));
  }

  private IdentityKey own() throws ProtocolException {
    byte[] encoded = identity.getPublic().getEncoded();
    return IdentityKey.parse(
        Arrays.copyOfRange(encoded, encoded.length - IdentityKey.LENGTH, encoded.length));
  }

  private SignedPreKey signedPreKey() throws GeneralSecurityException, ProtocolException {
    CurveKey curve = curveKey();
    return new SignedPreKey(new SignedPreKeyId(1), curve, sign(curve.encode()));
  }

  private SignedClaimKey key(Pool pool, int index)
      throws GeneralSecurityException, ProtocolException {
    PreKeyId id = new PreKeyId(pool.first().value() + index);
    CurveKey key = curveKey();
    byte[] bytes = SignedClaimKey.signedBytes(address, id, key, pool, expires);
    return new SignedClaimKey(id, key, pool, expires, sign(bytes));
  }

  private CurveKey curveKey() {
    byte[] bytes = new byte[CurveKey.LENGTH];
    random.nextBytes(bytes);
    try {
      return CurveKey.parse(bytes);
    } catch (ProtocolException e) {
      return curveKey();
    }
  }

  private Signature sign(byte[] message) throws GeneralSecurityException, ProtocolException {
    var signer = java.security.Signature.getInstance("Ed25519");
    signer.initSign(identity.getPrivate());
    signer.update(message);
    return Signature.parse(signer.sign());
  }

  /** The publication of a whole OMEMO 2 bundle by PEP. */
  String bundle() throws GeneralSecurityException, ProtocolException {
    List<PreKey> keys = new ArrayList<>();
    for (int i = 1; i <= Bundle.FULL; i++) {
      keys.add(new PreKey(new PreKeyId(i), curveKey()));
    }
    Bundle bundle = new Bundle(OmemoVersion.OMEMO_2, own(), signedPreKey(), keys);
    String content = WireFormat.of(OmemoVersion.OMEMO_2).encodeBundle(bundle).toXml();
    return Pep.publish(Namespaces.OMEMO_2_BUNDLES, ID.toString(), content);
  }
}
