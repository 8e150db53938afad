package im.symbolon.lab.groups;

import im.symbolon.protocol.xml.XmlElement;

/** A way to write to a group, with its sender and all of its receivers' devices in memory. */
interface GroupWay {
  /** As reports name it. */
  String name();

  /** The message that the sender gives to its server; its state has moved on. */
  XmlElement seal(String text) throws Exception;

  /** One device opens what came from the room; its state has moved on. */
  String open(int device, XmlElement message) throws Exception;
}
