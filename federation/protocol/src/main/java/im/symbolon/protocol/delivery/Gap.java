package im.symbolon.protocol.delivery;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code <gap since='…' replaces='…'/>}: I took the place of that device, whose store was rolled
 * back; please send me what it was sent since then.
 *
 * @param since whole seconds
 */
public record Gap(Instant since, DeviceId replaces) implements RepairElement {
  static final String NAME = "gap";

  private static final Shape SHAPE = Shape.of(Namespaces.DELIVERY, NAME, "since", "replaces");

  public Gap {
    Numbers.requireWritable(since);
    Objects.requireNonNull(replaces);
  }

  static Gap read(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new Gap(
        Numbers.parseInstant(element.required("since")),
        DeviceId.parse(element.required("replaces")));
  }

  @Override
  public XmlElement toXml() {
    return SHAPE
        .start()
        .with("since", Numbers.write(since))
        .with("replaces", replaces.toString())
        .build();
  }
}
