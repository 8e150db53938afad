package im.symbolon.messenger.devices;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;

/**
 * {@code <list-key-wanted xmlns='urn:symbolon:devices:0' serial='…'/>}: a member of the account
 * does not have the list key that its accepted list was signed with.
 */
record KeyWanted(long serial) {
  static final String NAME = "list-key-wanted";

  private static final Shape SHAPE = Shape.of(Namespaces.DEVICES, NAME, "serial");

  XmlElement encode() {
    return SHAPE.start().with("serial", Long.toString(serial)).build();
  }

  static KeyWanted decode(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new KeyWanted(Numbers.parse(element.required("serial"), Numbers.MAX));
  }
}
