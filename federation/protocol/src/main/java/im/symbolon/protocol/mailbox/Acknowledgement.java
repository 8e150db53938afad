package im.symbolon.protocol.mailbox;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <ack/>}: a device has every message of its account's mailbox up to that place in its own
 * store, and needs none of them again. Nothing is proved before {@link #verify}. It stays true for
 * ever, so one that comes again or late does no harm.
 */
public record Acknowledgement(DeviceId device, MailboxId upTo, Signature signature) {
  /** The element's name. */
  public static final String NAME = "ack";

  private static final String LABEL = Namespaces.MAILBOX + "#ack";
  private static final Shape SHAPE =
      Shape.of(Namespaces.MAILBOX, NAME, "device", "up-to", "signature");

  public Acknowledgement {
    Objects.requireNonNull(device);
    Objects.requireNonNull(upTo);
    Objects.requireNonNull(signature);
  }

  /**
   * What the device signs with its identity key: label, account, device id (4 bytes) and place (8
   * bytes), see {@link SigningInput}.
   */
  public static byte[] signedBytes(DeviceAddress device, MailboxId upTo) {
    return SigningInput.labelled(LABEL)
        .text(device.account().toString())
        .number(device.device().value())
        .number(upTo.position())
        .toBytes();
  }

  /**
   * Returns this when the device of that account really signed it.
   *
   * @throws ProtocolException WRONG_ADDRESS when the device is another one, BAD_SIGNATURE
   */
  public Acknowledgement verify(
      DeviceAddress signer, IdentityKey identity, SignatureVerifier verifier)
      throws ProtocolException {
    if (!signer.device().equals(device)) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "another device's acknowledgement");
    }
    if (!verifier.verifies(identity, signedBytes(signer, upTo), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the device did not sign this");
    }
    return this;
  }

  /**
   * Reads {@code <ack/>}.
   *
   * @throws ProtocolException for every other element: MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  public static Acknowledgement parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new Acknowledgement(
        DeviceId.parse(element.required("device")),
        MailboxId.parse(element.required("up-to")),
        Signature.parse(element.required("signature")));
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE
        .start()
        .with("device", device.toString())
        .with("up-to", upTo.toString())
        .with("signature", signature.toBase64())
        .build();
  }
}
