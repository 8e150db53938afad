package im.symbolon.lab.bench;

import im.symbolon.protocol.Namespaces;

/** An OMEMO 2 message as long as a real one of a sentence for one device. */
final class Letter {
  private static final String KEY = "q".repeat(160);
  private static final String PAYLOAD = "Q".repeat(256);

  private Letter() {}

  /** The device that a member of the crowd has. */
  static int device(int member) {
    return 1000 + member;
  }

  static String of(String id, String to, int from) {
    int partner = Integer.parseInt(to.substring("user".length(), to.indexOf('@')));
    return "<message type='chat' id='"
        + id
        + "' to='"
        + to
        + "'><encrypted xmlns='"
        + Namespaces.OMEMO_2
        + "'><header sid='"
        + device(from)
        + "'><keys jid='"
        + to
        + "'><key rid='"
        + device(partner)
        + "'>"
        + KEY
        + "</key></keys></header><payload>"
        + PAYLOAD
        + "</payload></encrypted><store xmlns='urn:xmpp:hints'/></message>";
  }
}
