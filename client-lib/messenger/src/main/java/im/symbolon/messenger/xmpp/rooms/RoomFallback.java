package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.CLIENT;
import static im.symbolon.protocol.Namespaces.HINTS;

import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/**
 * What every message to a room carries beside its sealed content: a constant text, because stock
 * servers forget what has none, marked as nothing but that (XEP-0428), and the wish to be kept
 * (XEP-0334). Ours never read the text. XEP-0420 does not want it there: a deviation, which tells
 * nobody anything.
 */
final class RoomFallback {
  static final String FALLBACK = "urn:xmpp:fallback:0";
  static final String TEXT = "This message is encrypted for the members of this room.";

  private RoomFallback() {}

  static List<XmlElement> beside(List<XmlElement> content) {
    List<XmlElement> all = new ArrayList<>(content);
    if (content.stream().noneMatch(e -> e.is(CLIENT, "body"))) {
      all.add(XmlElement.element(CLIENT, "body").text(TEXT).build());
      all.add(XmlElement.element(FALLBACK, "fallback").build());
    }
    if (content.stream().noneMatch(e -> e.is(HINTS, "store"))) {
      all.add(XmlElement.element(HINTS, "store").build());
    }
    return all;
  }
}
