package im.symbolon.service;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
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
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A device as the service sees it: an identity that signs, and public keys that are just bytes. */
public final class TestDevice {
  private final DeviceAddress address;
  private final KeyPair identity;
  private final Random random = new Random(7);

  public TestDevice(BareJid account, int id) {
    address = new DeviceAddress(account, new DeviceId(id));
    try {
      identity = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public DeviceAddress address() {
    return address;
  }

  /** Claim keys {@code first … first+count-1} of the pool, and a last resort. */
  public PrekeyPublication publication(Mode mode, int first, int count, Instant expires) {
    List<SignedClaimKey> keys = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      keys.add(key(Pool.CLAIM, i, expires));
    }
    return publication(mode, keys, key(Pool.LAST_RESORT, 0, expires));
  }

  public PrekeyPublication publication(
      Mode mode, List<SignedClaimKey> keys, SignedClaimKey lastResort) {
    return new PrekeyPublication(
        address.device(), mode, identityKey(), signedPreKey(), keys, lastResort);
  }

  public SignedClaimKey key(Pool pool, int index, Instant expires) {
    PreKeyId id = new PreKeyId(pool.first().value() + index);
    CurveKey key = curveKey();
    byte[] bytes = SignedClaimKey.signedBytes(address, id, key, pool, expires);
    return new SignedClaimKey(id, key, pool, expires, sign(bytes));
  }

  /** The same with a signature that fits nothing: for the thousands of keys that nobody checks. */
  public SignedClaimKey unsignedKey(Pool pool, int index, Instant expires) {
    PreKeyId id = new PreKeyId(pool.first().value() + index);
    try {
      Signature nothing = Signature.parse(new byte[Signature.LENGTH]);
      return new SignedClaimKey(id, curveKey(), pool, expires, nothing);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  public IdentityKey identityKey() {
    byte[] encoded = identity.getPublic().getEncoded();
    try {
      return IdentityKey.parse(
          Arrays.copyOfRange(encoded, encoded.length - IdentityKey.LENGTH, encoded.length));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  public SignedPreKey signedPreKey() {
    CurveKey key = curveKey();
    return new SignedPreKey(new SignedPreKeyId(1), key, sign(key.encode()));
  }

  /** A bundle for PEP, with prekeys {@code first … first+count-1}. */
  public Bundle bundle(OmemoVersion version, int first, int count) {
    CurveKey signed = curveKey();
    List<PreKey> preKeys = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      preKeys.add(new PreKey(new PreKeyId(i), curveKey()));
    }
    return new Bundle(
        version,
        identityKey(),
        new SignedPreKey(new SignedPreKeyId(1), signed, sign(version.keyBytes(signed))),
        preKeys);
  }

  /** All that a new device brings, upon that version of the lists. */
  public DeviceAddition addition(long version, Instant expires) {
    return new DeviceAddition(
        version,
        publication(Mode.REFILL, 0, 2, expires),
        Map.of(
            OmemoVersion.OMEMO_2, bundle(OmemoVersion.OMEMO_2, 1, 30),
            OmemoVersion.LEGACY, bundle(OmemoVersion.LEGACY, 1, 30)));
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

  public Signature sign(byte[] message) {
    try {
      var signer = java.security.Signature.getInstance("Ed25519");
      signer.initSign(identity.getPrivate());
      signer.update(message);
      return Signature.parse(signer.sign());
    } catch (GeneralSecurityException | ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
