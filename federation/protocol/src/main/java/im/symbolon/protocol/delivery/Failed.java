package im.symbolon.protocol.delivery;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <failed id='…' reason='1'/>}: please send me that message again.
 *
 * @param place where it stands, for a device of one's own account
 */
public record Failed(MessageId id, FailureReason reason, Optional<MessagePlace> place)
    implements RepairElement {
  static final String NAME = "failed";

  private static final Shape SHAPE =
      Shape.of(Namespaces.DELIVERY, NAME, "id", "reason", MessagePlace.CHAT, MessagePlace.FROM);

  public Failed {
    Objects.requireNonNull(id);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(place);
  }

  static Failed read(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new Failed(
        MessageId.parse(element.required("id")),
        FailureReason.parse(element.required("reason")),
        MessagePlace.read(element));
  }

  @Override
  public XmlElement toXml() {
    XmlElement.Builder out =
        SHAPE.start().with("id", id.value()).with("reason", Integer.toString(reason.number()));
    place.ifPresent(known -> known.write(out));
    return out.build();
  }
}
