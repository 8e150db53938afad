package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;

/** The elements that requests and answers have in common. */
final class PrekeyXml {
  static final String DEVICE = "device";
  static final String IDENTITY = "identity";
  static final String SIGNED = "signed";
  static final String KEY = "key";

  private static final Shape IDENTITY_SHAPE = Shape.of(Namespaces.PREKEYS, IDENTITY);
  private static final Shape SIGNED_SHAPE = Shape.of(Namespaces.PREKEYS, SIGNED, "id", "signature");
  private static final Shape KEY_SHAPE =
      Shape.of(Namespaces.PREKEYS, KEY, "id", "pool", "expires", "signature");

  private PrekeyXml() {}

  static XmlElement write(IdentityKey identity) {
    return IDENTITY_SHAPE.start().text(identity.toBase64()).build();
  }

  static IdentityKey readIdentity(XmlElement parent) throws ProtocolException {
    return IdentityKey.parse(IDENTITY_SHAPE.leaf(parent.only(IDENTITY)));
  }

  static XmlElement write(SignedPreKey signed) {
    return SIGNED_SHAPE
        .start()
        .with("id", signed.id().toString())
        .with("signature", signed.signature().toBase64())
        .text(signed.key().toBase64())
        .build();
  }

  static SignedPreKey readSigned(XmlElement parent) throws ProtocolException {
    XmlElement element = parent.only(SIGNED);
    return new SignedPreKey(
        issued(SignedPreKeyId.parse(element.required("id"))),
        CurveKey.parse(SIGNED_SHAPE.leaf(element)),
        Signature.parse(element.required("signature")));
  }

  /** Nobody who speaks this namespace numbers from 0. */
  private static SignedPreKeyId issued(SignedPreKeyId id) throws ProtocolException {
    if (id.value() == 0) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "a signed prekey's id is 0");
    }
    return id;
  }

  static XmlElement write(SignedClaimKey key) {
    return KEY_SHAPE
        .start()
        .with("id", key.id().toString())
        .with("pool", key.pool().wireName())
        .with("expires", Numbers.write(key.expires()))
        .with("signature", key.signature().toBase64())
        .text(key.key().toBase64())
        .build();
  }

  static SignedClaimKey readKey(XmlElement element) throws ProtocolException {
    CurveKey key = CurveKey.parse(KEY_SHAPE.leaf(element));
    PreKeyId id = PreKeyId.parse(element.required("id"));
    Pool pool = Pool.parse(element.required("pool"));
    if (pool == Pool.PEP || !pool.holds(id)) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "a prekey's id is not of its pool");
    }
    Instant expires = Numbers.parseInstant(element.required("expires"));
    return new SignedClaimKey(
        id, key, pool, expires, Signature.parse(element.required("signature")));
  }
}
