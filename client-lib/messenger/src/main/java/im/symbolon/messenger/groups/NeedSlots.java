package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <need-slots room='…' genesis='…' chain='…' from='7' to='40'/>}, to the device whose chain
 * it is, and sealed: messages of these places have not come. It answers with {@link SlotNames}.
 */
record NeedSlots(GroupPlace place, ChainId chain, int from, int to) {
  static final String NAME = "need-slots";

  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, "chain", "from", "to");

  NeedSlots {
    Objects.requireNonNull(place);
    Objects.requireNonNull(chain);
    if (from < 0 || to < from || to >= ChainPosition.MAX_MESSAGES) {
      throw new IllegalArgumentException("no chain has such places");
    }
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static NeedSlots parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    int from = place(element, "from");
    int to = place(element, "to");
    if (to < from) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "<" + NAME + "> ends before it begins");
    }
    return new NeedSlots(
        GroupPlace.read(element), ChainId.parse(element.required("chain")), from, to);
  }

  /** A place in a chain. */
  static int place(XmlElement element, String attribute) throws ProtocolException {
    return (int) Numbers.parse(element.required(attribute), ChainPosition.MAX_MESSAGES - 1);
  }

  XmlElement toXml() {
    return place
        .write(SHAPE.start())
        .with("chain", chain.toBase64())
        .with("from", Integer.toString(from))
        .with("to", Integer.toString(to))
        .build();
  }
}
