package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** Requests and their answers. Everything beyond messages is built on this. */
public interface IqChannel {
  /** The account that asks. */
  BareJid account();

  /**
   * Asks and waits for the answer, at most the configured time. Only an answer from the asked
   * entity itself counts (RFC 6120 §8.1.2.1); others with the same id are ignored.
   *
   * @return the answer's payload, empty when it carries none
   * @throws TransportException STANZA_ERROR, TIMEOUT, NOT_CONNECTED
   */
  Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException;

  /** Changes whenever a new stream began; what was learnt on the old one may be outdated. */
  long stream();
}
