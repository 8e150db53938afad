package im.symbolon.protocol.groups;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** {@code <sealed xmlns='urn:symbolon:groups:0'/>}, read strictly. */
public final class SealedElementCodec {
  /** The element's name. */
  public static final String NAME = "sealed";

  private static final String VERSION = "v";
  private static final String SENDER = "sid";
  private static final String CHAIN = "chain";
  private static final String ITERATION = "i";
  private static final String MESSAGE = "id";
  private static final String GENESIS = "genesis";
  private static final String RECIPIENTS = "recipients";
  private static final String COMMITMENT = "commit";
  private static final String SIGNATURE = "signature";
  private static final String SLOT = "slot";
  private static final String PAYLOAD = "payload";
  private static final Shape SHAPE =
      Shape.of(
          Namespaces.GROUPS,
          NAME,
          VERSION,
          SENDER,
          CHAIN,
          ITERATION,
          MESSAGE,
          GENESIS,
          EpochNames.NUMBER,
          EpochNames.HASH,
          RECIPIENTS,
          COMMITMENT,
          SIGNATURE);
  private static final Shape SLOT_SHAPE = Shape.of(Namespaces.GROUPS, SLOT);
  private static final Shape PAYLOAD_SHAPE = Shape.of(Namespaces.GROUPS, PAYLOAD);

  private SealedElementCodec() {}

  /** True for an element of this name, whatever is in it. */
  public static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  /**
   * Reads the element.
   *
   * @throws ProtocolException for every other element: MALFORMED, OVERSIZED, OUT_OF_RANGE or
   *     UNKNOWN_VERSION
   */
  public static SealedElement decode(XmlElement element) throws ProtocolException {
    requireVersion(element);
    SHAPE.container(element, 2, SLOT, PAYLOAD);
    return new SealedElement(
        EpochHash.parse(element.required(GENESIS)),
        EpochNames.read(element),
        DeviceId.parse(element.required(SENDER)),
        ChainPosition.parse(element.required(CHAIN), element.required(ITERATION)),
        MessageId.parse(element.required(MESSAGE)),
        RecipientsHash.parse(element.required(RECIPIENTS)),
        Commitment.parse(element.required(COMMITMENT)),
        Slot.parse(SLOT_SHAPE.leaf(element.only(SLOT))),
        Signature.parse(element.required(SIGNATURE)),
        payload(element));
  }

  /** Before the shape, which another version may have changed. */
  private static void requireVersion(XmlElement element) throws ProtocolException {
    if (!isNamed(element)) {
      throw new ProtocolException(Reason.MALFORMED, "expected <" + NAME + ">");
    }
    if (!element.required(VERSION).equals(Integer.toString(SealedElement.VERSION))) {
      throw new ProtocolException(Reason.UNKNOWN_VERSION, "sealed in an unknown version");
    }
  }

  private static Optional<Ciphertext> payload(XmlElement element) throws ProtocolException {
    if (!element.child(PAYLOAD).isPresent()) {
      return Optional.empty();
    }
    String base64 = PAYLOAD_SHAPE.leaf(element.only(PAYLOAD));
    byte[] bytes = StrictBase64.decode(base64, EncryptedElement.MAX_PAYLOAD_BYTES);
    if (bytes.length == 0) {
      throw new ProtocolException(Reason.MALFORMED, "an empty payload");
    }
    return Optional.of(Ciphertext.of(bytes));
  }

  /** Writes the element. */
  public static XmlElement encode(SealedElement sealed) {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with(VERSION, Integer.toString(SealedElement.VERSION))
            .with(SENDER, sealed.sender().toString())
            .with(CHAIN, sealed.position().chain().toBase64())
            .with(ITERATION, Integer.toString(sealed.position().iteration()))
            .with(MESSAGE, sealed.message().value())
            .with(GENESIS, sealed.genesis().toBase64());
    EpochNames.write(sealed.epoch(), out);
    out.with(RECIPIENTS, sealed.recipients().toBase64())
        .with(COMMITMENT, sealed.commitment().toBase64())
        .with(SIGNATURE, sealed.signature().toBase64())
        .with(SLOT_SHAPE.start().text(sealed.slot().toBase64()).build());
    sealed.payload().ifPresent(p -> out.with(payload(p)));
    return out.build();
  }

  private static XmlElement payload(Ciphertext payload) {
    return PAYLOAD_SHAPE.start().text(StrictBase64.encode(payload.bytes())).build();
  }
}
