package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.xml.XmlElement;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.XmlEnvironment;

/**
 * Any stanza of ours on its way through Smack's queues, written down once. Smack counts, queues and
 * resends it like its own, and knows nothing of what is inside.
 */
final class RawStanza extends Stanza {
  private final String name;
  private final String xml;

  /** Takes a complete stanza; the id is the one that acknowledgements are reported by. */
  RawStanza(XmlElement stanza) {
    this.name = stanza.name();
    this.xml = stanza.toXml();
    setStanzaId(stanza.attribute("id").orElse(null));
  }

  boolean isMessage() {
    return name.equals("message");
  }

  @Override
  public String getElementName() {
    return name;
  }

  @Override
  public String toXML(XmlEnvironment enclosing) {
    return xml;
  }

  @Override
  public String toString() {
    return name + " " + getStanzaId();
  }
}
