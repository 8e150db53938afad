package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** {@code <bundle xmlns='urn:xmpp:omemo:2'/>}, one item per device (XEP-0384 §5.3.2). */
public final class BundleCodec {
  private BundleCodec() {}

  /**
   * Reads a bundle, its parts in any order. The signature is not checked here, see {@link
   * Bundle#requireUsable}.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED, OUT_OF_RANGE or WEAK_KEY
   */
  public static Bundle decode(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.OMEMO_2, "bundle")) {
      throw new ProtocolException(Reason.MALFORMED, "not a bundle");
    }
    XmlElement spk = element.only("spk");
    SignedPreKey signed =
        new SignedPreKey(
            SignedPreKeyId.parse(spk.required("id")),
            CurveKey.parse(spk.text()),
            Signature.parse(element.only("spks").text()));
    IdentityKey identity = IdentityKey.parse(element.only("ik").text());
    List<PreKey> preKeys =
        new PreKeyEntries("id", CurveKey::parse).read(element.only("prekeys").children("pk"));
    return new Bundle(OmemoVersion.OMEMO_2, identity, signed, preKeys);
  }

  /**
   * Writes a bundle for publishing.
   *
   * @throws IllegalStateException with fewer than {@value Bundle#MIN_PRE_KEYS} prekeys, which
   *     XEP-0384 forbids to publish
   */
  public static XmlElement encode(Bundle bundle) {
    if (bundle.preKeys().size() < Bundle.MIN_PRE_KEYS) {
      throw new IllegalStateException("a published bundle needs more prekeys");
    }
    SignedPreKey signed = bundle.signedPreKey();
    return element("bundle")
        .with(key("spk", signed.id().toString(), signed.key()))
        .with(element("spks").text(signed.signature().toBase64()).build())
        .with(element("ik").text(bundle.identity().toBase64()).build())
        .with(element("prekeys").with(written(bundle.preKeys())).build())
        .build();
  }

  private static List<XmlElement> written(Collection<PreKey> preKeys) {
    List<XmlElement> out = new ArrayList<>(preKeys.size());
    for (PreKey each : preKeys) {
      out.add(key("pk", each.id().toString(), each.key()));
    }
    return out;
  }

  private static XmlElement key(String name, String id, CurveKey key) {
    return element(name).with("id", id).text(key.toBase64()).build();
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.OMEMO_2, name);
  }
}
