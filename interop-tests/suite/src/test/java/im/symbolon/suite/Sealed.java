package im.symbolon.suite;

/** Messages that look like OMEMO 2 and hold nothing that anybody could open. */
final class Sealed {
  private Sealed() {}

  /** As our client sends it. */
  static String to(String address, String id) {
    return message(address, id, "type='chat'");
  }

  /** For a room. */
  static String toRoom(String room, String id) {
    return message(room, id, "type='groupchat'");
  }

  /** As the examples of XEP-0384 have it. */
  static String withoutType(String address, String id) {
    return message(address, id, "");
  }

  private static String message(String to, String id, String type) {
    return "<message to='"
        + to
        + "' id='"
        + id
        + "' "
        + type
        + "><encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>"
        + "QUJD".repeat(20)
        + "</payload></encrypted><store xmlns='urn:xmpp:hints'/></message>";
  }
}
