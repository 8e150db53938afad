package im.symbolon.lab.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is in a group of that size: two devices each, on two domains. */
final class GroupCast {
  static final BareJid ROOM = new BareJid("friends", "rooms.alpha.test");

  private static final int DEVICES_EACH = 2;
  private static final int FIRST_ID = 1_000_000_007; // as long as most random ids are

  private final DeviceAddress sender;
  private final List<DeviceAddress> receivers;

  GroupCast(int members) {
    List<DeviceAddress> all = new ArrayList<>();
    for (int i = 0; i < members * DEVICES_EACH; i++) {
      int member = i / DEVICES_EACH;
      String domain = member % 2 == 0 ? "alpha.test" : "beta.test";
      BareJid account = new BareJid("member" + (1000 + member), domain);
      all.add(new DeviceAddress(account, new DeviceId(FIRST_ID + 7919 * i)));
    }
    sender = all.remove(0);
    receivers = Collections.unmodifiableList(all);
  }

  DeviceAddress sender() {
    return sender;
  }

  /** Every device but the sending one. */
  List<DeviceAddress> receivers() {
    return receivers;
  }

  /** The stanza around its children. */
  static XmlElement message(List<XmlElement> children) {
    return XmlElement.element(Namespaces.CLIENT, "message")
        .with("to", ROOM.toString())
        .with("type", "groupchat")
        .with("id", "b3VyIG93biBtZXNz")
        .with(children)
        .build();
  }
}
