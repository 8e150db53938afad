package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;

/**
 * {@code <epoch xmlns='urn:symbolon:groups:0'/>}, in the room and inside OMEMO. Read strictly: what
 * an epoch says is what was signed, or there is no epoch.
 */
public final class EpochCodec {
  /** The element's name. */
  public static final String NAME = EpochXml.NAME;

  private EpochCodec() {}

  /**
   * Reads an epoch. No signature is checked yet, see {@link Epoch#verify}.
   *
   * @throws ProtocolException for everything that {@link #encode} does not write
   */
  public static Epoch decode(XmlElement element) throws ProtocolException {
    if (element.toXml().getBytes(UTF_8).length > EpochDraft.MAX_XML) {
      throw new ProtocolException(Reason.OVERSIZED, "an epoch that is too large");
    }
    try {
      return EpochXml.read(element);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  /** The element for the wire. */
  public static XmlElement encode(Epoch epoch) {
    return EpochXml.write(epoch.draft()).with("signature", epoch.signature().toBase64()).build();
  }
}
