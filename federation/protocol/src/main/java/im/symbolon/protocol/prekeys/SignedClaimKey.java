package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Instant;
import java.util.Objects;

/**
 * A one-time prekey that says what it is: its device signed whose it is, which pool it belongs to
 * and when it ends. The service can therefore neither invent keys nor pass a key that was meant for
 * everybody off as one that is used once. The signature is not checked until {@link #verify}.
 *
 * @param pool CLAIM or LAST_RESORT, and the id lies within it
 * @param expires whole seconds; the key must not be used from then on
 */
public record SignedClaimKey(
    PreKeyId id, CurveKey key, Pool pool, Instant expires, Signature signature) {
  private static final String LABEL = Namespaces.PREKEYS + "#signed-prekey";

  public SignedClaimKey {
    Objects.requireNonNull(key);
    Objects.requireNonNull(signature);
    if (pool == Pool.PEP || !pool.holds(id)) {
      throw new IllegalArgumentException("prekey " + id + " is not of pool " + pool.wireName());
    }
    Numbers.requireWritable(expires);
  }

  /**
   * What the device signs with its identity key: label, account, device id, prekey id, key, name of
   * the pool and expiry, each as its length (4 bytes, big-endian) and its bytes. Texts are UTF-8,
   * ids are 4 bytes and the expiry is 8 bytes of seconds since 1970 UTC, all big-endian.
   */
  public static byte[] signedBytes(
      DeviceAddress owner, PreKeyId id, CurveKey key, Pool pool, Instant expires) {
    return SigningInput.labelled(LABEL)
        .text(owner.account().toString())
        .number(owner.device().value())
        .number(id.value())
        .bytes(key.encode())
        .text(pool.wireName())
        .time(Numbers.requireWritable(expires))
        .toBytes();
  }

  /**
   * Returns this key when the device really signed it.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public SignedClaimKey verify(
      DeviceAddress owner, IdentityKey identity, SignatureVerifier verifier)
      throws ProtocolException {
    if (!verifier.verifies(identity, signedBytes(owner, id, key, pool, expires), signature)) {
      throw new ProtocolException(
          Reason.BAD_SIGNATURE, "the signature of prekey " + id + " is wrong");
    }
    return this;
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }

  /** The key alone, for a key exchange. */
  public PreKey preKey() {
    return new PreKey(id, key);
  }
}
