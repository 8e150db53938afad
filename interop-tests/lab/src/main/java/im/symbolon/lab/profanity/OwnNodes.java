package im.symbolon.lab.profanity;

/** The requests that put right what Profanity leaves undone with its own nodes. */
final class OwnNodes {
  static final String NAMESPACE = "eu.siacs.conversations.axolotl";
  static final String DEVICES = NAMESPACE + ".devicelist";

  private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

  private OwnNodes() {}

  /** Asks for the own device list. */
  static String readDevices(String id) {
    return "<iq type='get' id='%s'><pubsub xmlns='%s'><items node='%s'/></pubsub></iq>"
        .formatted(id, PUBSUB, DEVICES);
  }

  /** Publishes an own device list with no device. */
  static String publishNoDevices(String id) {
    String item = "<item id='current'><list xmlns='" + NAMESPACE + "'/></item>";
    return "<iq type='set' id='%s'><pubsub xmlns='%s'><publish node='%s'>%s</publish></pubsub></iq>"
        .formatted(id, PUBSUB, DEVICES, item);
  }

  /** Lets everybody read a node. */
  static String open(String id, String node) {
    return ("<iq type='set' id='%s'><pubsub xmlns='%s#owner'><configure node='%s'>"
            + "<x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'><value>%s#node_config</value></field>"
            + "<field var='pubsub#access_model'><value>open</value></field>"
            + "</x></configure></pubsub></iq>")
        .formatted(id, PUBSUB, node, PUBSUB);
  }

  /** The node of a device's bundle. */
  static String bundle(long device) {
    return NAMESPACE + ".bundles:" + device;
  }
}
