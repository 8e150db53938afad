package im.symbolon.messenger.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <need-epoch room='…' genesis='…' hash='…'/>}, device to device and sealed: somebody named
 * that epoch, or built upon it, and the asking device does not know it.
 */
record NeedEpoch(GroupPlace place, EpochHash hash) {
  static final String NAME = "need-epoch";

  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, "hash");

  NeedEpoch {
    Objects.requireNonNull(place);
    Objects.requireNonNull(hash);
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  static NeedEpoch parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new NeedEpoch(GroupPlace.read(element), EpochHash.parse(element.required("hash")));
  }

  XmlElement toXml() {
    return place.write(SHAPE.start()).with("hash", hash.toBase64()).build();
  }
}
