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
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  private static final byte[] LABEL = utf8(Namespaces.PREKEYS + "#signed-prekey");

  public SignedClaimKey {
    Objects.requireNonNull(key);
    Objects.requireNonNull(signature);
    if (pool == Pool.PEP || !pool.holds(id)) {
      throw new IllegalArgumentException("prekey " + id + " is not of pool " + pool.wireName());
    }
    requireWireable(expires);
  }

  /**
   * What the device signs with its identity key: label, account, device id, prekey id, key, name of
   * the pool and expiry, each as its length (4 bytes, big-endian) and its bytes. Texts are UTF-8,
   * ids are 4 bytes and the expiry is 8 bytes of seconds since 1970 UTC, all big-endian.
   */
  public static byte[] signedBytes(
      DeviceAddress owner, PreKeyId id, CurveKey key, Pool pool, Instant expires) {
    requireWireable(expires);
    ByteArrayOutputStream out = new ByteArrayOutputStream(192);
    append(out, LABEL);
    append(out, utf8(owner.account().toString()));
    append(out, fourBytes(owner.device().value()));
    append(out, fourBytes(id.value()));
    append(out, key.encode());
    append(out, utf8(pool.wireName()));
    append(out, ByteBuffer.allocate(8).putLong(expires.getEpochSecond()).array());
    return out.toByteArray();
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

  private static void requireWireable(Instant expires) {
    if (!PrekeyXml.isWireable(expires)
        || !expires.truncatedTo(ChronoUnit.SECONDS).equals(expires)) {
      throw new IllegalArgumentException("expiry is not in whole seconds or out of range");
    }
  }

  private static void append(ByteArrayOutputStream out, byte[] field) {
    out.write(fourBytes(field.length), 0, Integer.BYTES);
    out.write(field, 0, field.length);
  }

  private static byte[] fourBytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
