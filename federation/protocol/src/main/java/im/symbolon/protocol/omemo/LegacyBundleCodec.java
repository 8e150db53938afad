package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/** {@code <bundle xmlns='eu.siacs.conversations.axolotl'/>}, one node each (XEP-0384 0.3 §4.4). */
final class LegacyBundleCodec {
  /** The least that a published bundle must have (XEP-0384 0.3 §4.3). */
  static final int MIN_PRE_KEYS = 20;

  private static final String SIGNED = "signedPreKeyPublic";
  private static final String SIGNATURE = "signedPreKeySignature";
  private static final String IDENTITY = "identityKey";
  private static final String ONE_TIME = "preKeyPublic";

  private LegacyBundleCodec() {}

  /**
   * Reads a bundle, its parts in any order. The signature tells the identity's sign, which stands
   * nowhere else.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED, OUT_OF_RANGE or WEAK_KEY
   */
  static Bundle decode(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.OMEMO_LEGACY, "bundle")) {
      throw new ProtocolException(Reason.MALFORMED, "not a bundle");
    }
    XmlElement signedElement = element.only(SIGNED);
    XEdDsaSignature signature = XEdDsaSignature.parse(element.only(SIGNATURE).text());
    SignedPreKey signed =
        new SignedPreKey(
            SignedPreKeyId.parse(signedElement.required("signedPreKeyId")),
            key(signedElement.text()),
            signature.plain());
    IdentityKey identity =
        IdentityKey.ofMontgomery(key(element.only(IDENTITY).text()), signature.negative());
    List<PreKey> preKeys =
        new PreKeyEntries("preKeyId", LegacyBundleCodec::key)
            .read(element.only("prekeys").children(ONE_TIME));
    return new Bundle(OmemoVersion.LEGACY, identity, signed, preKeys);
  }

  /**
   * Writes a bundle for publishing, its parts in the order on which oldmemo insists.
   *
   * @throws IllegalStateException with fewer than {@value #MIN_PRE_KEYS} prekeys
   */
  static XmlElement encode(Bundle bundle) {
    if (bundle.version() != OmemoVersion.LEGACY) {
      throw new IllegalArgumentException("a bundle of another version, signed another way");
    }
    if (bundle.preKeys().size() < MIN_PRE_KEYS) {
      throw new IllegalStateException("a published bundle needs more prekeys");
    }
    SignedPreKey signed = bundle.signedPreKey();
    XEdDsaSignature signature =
        new XEdDsaSignature(signed.signature(), bundle.identity().isNegative());
    XmlElement.Builder preKeys = element("prekeys");
    for (PreKey each : bundle.preKeys()) {
      preKeys.with(
          element(ONE_TIME).with("preKeyId", each.id().toString()).text(text(each.key())).build());
    }
    return element("bundle")
        .with(
            element(SIGNED)
                .with("signedPreKeyId", signed.id().toString())
                .text(text(signed.key()))
                .build())
        .with(element(SIGNATURE).text(signature.toBase64()).build())
        .with(element(IDENTITY).text(text(bundle.identity().toMontgomery())).build())
        .with(preKeys.build())
        .build();
  }

  private static CurveKey key(String base64) throws ProtocolException {
    return OmemoVersion.LEGACY.parseKey(StrictBase64.decode(base64, 1 + CurveKey.LENGTH));
  }

  private static String text(CurveKey key) {
    return StrictBase64.encode(OmemoVersion.LEGACY.keyBytes(key));
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.OMEMO_LEGACY, name);
  }
}
