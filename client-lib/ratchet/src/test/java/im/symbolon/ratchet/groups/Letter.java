package im.symbolon.ratchet.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/**
 * What travels: the children of one room message.
 *
 * @param from whose message the room says it is
 * @param text what the sender meant
 */
record Letter(List<XmlElement> children, BareJid from, String text) {
  SealedStanza stanza() throws Exception {
    return SealedStanza.find(children).orElseThrow();
  }

  SealedElement sealed() throws Exception {
    return stanza().sealed();
  }

  SlotStatement statement() throws Exception {
    return stanza().statement(Speaker.PLACE.room(), from);
  }

  @Override
  public String toString() {
    return text;
  }
}
