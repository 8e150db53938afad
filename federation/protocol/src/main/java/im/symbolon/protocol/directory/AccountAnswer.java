package im.symbolon.protocol.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;

/** What an answer says of one account. */
public sealed interface AccountAnswer permits Found, Failed {
  BareJid account();

  /** The element for the wire. */
  XmlElement toXml();

  /**
   * Refuses what cannot be an answer to this.
   *
   * @throws ProtocolException WRONG_ADDRESS
   */
  void requireAnswerTo(Wanted wanted) throws ProtocolException;
}
