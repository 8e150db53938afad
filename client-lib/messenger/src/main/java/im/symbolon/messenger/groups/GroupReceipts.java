package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code <receipts room='…' genesis='…'><received id='…'/><read id='…'/></receipts>}, from a
 * member's device to the devices of whoever wrote these messages, and sealed.
 *
 * @param received ids of messages that came
 * @param read ids of messages that came and were read
 */
record GroupReceipts(GroupPlace place, List<String> received, List<String> read) {
  static final String NAME = "receipts";

  /** Ids in one of them. */
  static final int MAX = 100;

  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS);
  private static final Shape RECEIVED = Shape.of(Namespaces.GROUPS, "received", "id");
  private static final Shape READ = Shape.of(Namespaces.GROUPS, "read", "id");

  GroupReceipts {
    Objects.requireNonNull(place);
    received = List.copyOf(received);
    read = List.copyOf(read);
    if (received.size() + read.size() > MAX) {
      throw new IllegalArgumentException("too many receipts");
    }
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static GroupReceipts parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, MAX, "received", "read");
    return new GroupReceipts(
        GroupPlace.read(element), ids(element, RECEIVED, "received"), ids(element, READ, "read"));
  }

  private static List<String> ids(XmlElement element, Shape shape, String name)
      throws ProtocolException {
    List<String> ids = new ArrayList<>();
    for (XmlElement each : element.children(name)) {
      shape.empty(each);
      ids.add(MessageId.parse(each.required("id")).value());
    }
    return ids;
  }

  XmlElement toXml() {
    XmlElement.Builder out = place.write(SHAPE.start());
    received.forEach(each -> out.with(RECEIVED.start().with("id", each).build()));
    read.forEach(each -> out.with(READ.start().with("id", each).build()));
    return out.build();
  }
}
