package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <need-chain/>}, device to device and sealed: a message came from that chain, which the
 * asking device was not handed (REVIEW 11).
 *
 * @param position of the message
 */
public record NeedChain(GroupPlace place, ChainPosition position) {
  /** The element's name. */
  public static final String NAME = "need-chain";

  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, GroupPlace.ROOM, GroupPlace.GENESIS, "chain", "i");

  public NeedChain {
    Objects.requireNonNull(place);
    Objects.requireNonNull(position);
  }

  /** True for an element of this name, whatever is in it. */
  public static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  /**
   * Reads the element.
   *
   * @throws ProtocolException for every other element: MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  public static NeedChain parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new NeedChain(
        GroupPlace.read(element),
        ChainPosition.parse(element.required("chain"), element.required("i")));
  }

  /** The element. */
  public XmlElement toXml() {
    return place
        .write(SHAPE.start())
        .with("chain", position.chain().toBase64())
        .with("i", Integer.toString(position.iteration()))
        .build();
  }
}
