package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;

/** What servers process or filter, and an envelope therefore never holds (XEP-0420 §8). */
public final class ServerElements {
  private ServerElements() {}

  /**
   * True for processing hints (XEP-0334), stanza ids (XEP-0359, but not origin ids), extended
   * addresses (XEP-0033) and encryption names (XEP-0380).
   */
  public static boolean includes(XmlElement element) {
    return switch (element.namespace()) {
      case Namespaces.HINTS, Namespaces.ADDRESSES, Namespaces.EME -> true;
      case Namespaces.STANZA_IDS -> element.name().equals("stanza-id");
      default -> false;
    };
  }
}
