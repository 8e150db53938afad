package im.symbolon.messenger.linking;

import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.linking.LinkOffer;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkProof;
import im.symbolon.ratchet.linking.ProvenOffer;
import java.util.Base64;
import java.util.Optional;

/** {@code <link-offer key typed scanned/>} and {@code <link-result failure?/>}. */
final class Elements {
  static final String OFFER = "link-offer";
  static final String RESULT = "link-result";

  private static final Shape OFFER_SHAPE =
      Shape.of(Namespaces.LINKING, OFFER, "key", "typed", "scanned");
  private static final Shape RESULT_SHAPE = Shape.of(Namespaces.LINKING, RESULT, "failure");
  private static final int MAX_ATTRIBUTE = 100;

  private Elements() {}

  static XmlElement write(ProvenOffer offer) {
    return OFFER_SHAPE
        .start()
        .with("key", offer.offer().oneTimeKey().toBase64())
        .with("typed", text(offer.forTyped()))
        .with("scanned", text(offer.forScanned()))
        .build();
  }

  private static String text(LinkProof proof) {
    return Base64.getEncoder().encodeToString(proof.encode());
  }

  /**
   * @param newcomer who sent it, with the identity that its session shows
   */
  static ProvenOffer offer(XmlElement element, LinkParty newcomer) throws ProtocolException {
    OFFER_SHAPE.empty(element);
    LinkOffer offer = new LinkOffer(newcomer, CurveKey.parse(element.required("key")));
    return new ProvenOffer(offer, proof(element, "typed"), proof(element, "scanned"));
  }

  private static LinkProof proof(XmlElement element, String name) throws ProtocolException {
    String text = element.required(name);
    if (text.length() > MAX_ATTRIBUTE) {
      throw new ProtocolException(Reason.OVERSIZED, "not a proof");
    }
    try {
      return LinkProof.parse(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not base64", e);
    }
  }

  /** Empty for success. */
  static XmlElement result(Optional<LinkFailure> failure) {
    XmlElement.Builder out = RESULT_SHAPE.start();
    failure.ifPresent(why -> out.with("failure", Integer.toString(why.number())));
    return out.build();
  }

  static Optional<LinkFailure> result(XmlElement element) throws ProtocolException {
    RESULT_SHAPE.empty(element);
    Optional<String> failure = element.attribute("failure");
    if (failure.isPresent() && !failure.get().matches("[0-9]{1,4}")) {
      throw new ProtocolException(Reason.MALFORMED, "not a failure");
    }
    return failure.map(number -> LinkFailure.of(Integer.parseInt(number)));
  }
}
