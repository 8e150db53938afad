package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;

/** Takes what {@link SmackStream} reads, on its reader thread, one stanza at a time. */
interface StanzaHandler {
  /** True when an answer with this id is awaited here, and not by Smack itself. */
  boolean expects(String id);

  void answer(XmlElement iq);

  void unreadableAnswer(String id, ProtocolException why);

  /** A get or set from anyone. */
  void request(XmlElement iq);

  void presence(XmlElement presence);

  /**
   * Stores a message.
   *
   * @throws Exception when it must come again
   */
  void message(XmlElement message) throws Exception;
}
