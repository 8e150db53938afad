package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;

/**
 * {@code <sealed xmlns='urn:symbolon:groups:0'>…</sealed>}, read strictly: one base64 text, because
 * every member gets every byte of it. The bytes: {@link im.symbolon.protocol.groups}.
 */
public final class SealedElementCodec {
  /** The element's name. */
  public static final String NAME = "sealed";

  private static final int MAX_BYTES = SealedBytes.MAX_HEAD + EncryptedElement.MAX_PAYLOAD_BYTES;
  private static final Shape SHAPE = Shape.of(Namespaces.GROUPS, NAME);

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
    return SealedBytes.read(StrictBase64.decode(SHAPE.leaf(element), MAX_BYTES));
  }

  /** Writes the element. */
  public static XmlElement encode(SealedElement sealed) {
    return SHAPE.start().text(StrictBase64.encode(SealedBytes.write(sealed))).build();
  }
}
