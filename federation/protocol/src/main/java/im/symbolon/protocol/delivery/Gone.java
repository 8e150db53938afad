package im.symbolon.protocol.delivery;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/** {@code <gone id='…'/>}: the text of that message is not here any more (REVIEW 28). */
public record Gone(MessageId id) implements RepairElement {
  static final String NAME = "gone";

  private static final Shape SHAPE = Shape.of(Namespaces.DELIVERY, NAME, "id");

  public Gone {
    Objects.requireNonNull(id);
  }

  static Gone read(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new Gone(MessageId.parse(element.required("id")));
  }

  @Override
  public XmlElement toXml() {
    return SHAPE.start().with("id", id.value()).build();
  }
}
