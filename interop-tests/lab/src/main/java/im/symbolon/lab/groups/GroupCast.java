package im.symbolon.lab.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Who is in a group of that size: two devices each, on two domains. */
final class GroupCast {

  static final MessageId ID = new MessageId("b3VyIG93biBtZXNz");

  private static final int DEVICES_EACH = 2;
  private static final int FIRST_ID = 1_000_000_007; // as long as most random ids are

  private static final ListTags TAGS = new ListTags(12, 345, "abcdefghijk");

  private final BareJid room;
  private final DeviceAddress sender;
  private final List<DeviceAddress> receivers;

  GroupCast(int members) {
    this(members, new BareJid("friends", "rooms.alpha.test"));
  }

  GroupCast(int members, BareJid room) {
    this.room = room;
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

  BareJid room() {
    return room;
  }

  /** What the sender says to the room, as clients of ours put it. */
  Envelope envelope(String text) {
    return Envelope.of(
            ID, new Route(sender.account(), room), Instant.now(), List.of(Envelope.bodyOf(text)))
        .tagged(Optional.of(TAGS));
  }

  /** The stanza around its children. */
  XmlElement message(List<XmlElement> children) {
    return XmlElement.element(Namespaces.CLIENT, "message")
        .with("to", room.toString())
        .with("type", "groupchat")
        .with("id", ID.value())
        .with(children)
        .build();
  }
}
