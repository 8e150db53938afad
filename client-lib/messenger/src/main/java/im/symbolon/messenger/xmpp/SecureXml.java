package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;

/** Reads XML that arrived inside an encrypted envelope: written by anyone, trusted by nobody. */
public final class SecureXml {
  private SecureXml() {}

  /**
   * Parses one element. Document types, entities other than the five predefined ones, processing
   * instructions and comments are refused (RFC 6120 §11.1).
   *
   * @throws ProtocolException MALFORMED when it is not that; OVERSIZED beyond the limits
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static XmlElement parse(byte[] utf8) throws ProtocolException {
    throw new UnsupportedOperationException();
  }
}
