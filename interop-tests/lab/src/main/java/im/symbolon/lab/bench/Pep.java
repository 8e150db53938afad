package im.symbolon.lab.bench;

import im.symbolon.protocol.Namespaces;

/** Requests of XEP-0163, as OMEMO clients make them. */
final class Pep {
  private Pep() {}

  /** A publication that everybody may read. */
  static String publish(String node, String item, String content) {
    return "<pubsub xmlns='"
        + Namespaces.PUBSUB
        + "'><publish node='"
        + node
        + "'><item id='"
        + item
        + "'>"
        + content
        + "</item></publish><publish-options><x xmlns='jabber:x:data' type='submit'>"
        + "<field var='FORM_TYPE' type='hidden'>"
        + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
        + "<field var='pubsub#access_model'><value>open</value></field>"
        + "</x></publish-options></pubsub>";
  }

  static String items(String node) {
    return "<pubsub xmlns='" + Namespaces.PUBSUB + "'><items node='" + node + "'/></pubsub>";
  }

  /** An OMEMO 2 device list with one device. */
  static String deviceList(int device) {
    String list =
        "<devices xmlns='" + Namespaces.OMEMO_2 + "'><device id='" + device + "'/></devices>";
    return publish(Namespaces.OMEMO_2_DEVICES, "current", list);
  }
}
