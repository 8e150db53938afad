package im.symbolon.protocol.content;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long a message may be kept once it was read (XEP-0466): whole seconds, at least one. */
public final class Lifetime {
  private static final String NAME = "ephemeral";
  private static final int MAX_DIGITS = 9;

  private Lifetime() {}

  /** The element; less than a second counts as one. */
  public static XmlElement toXml(Duration lifetime) {
    return XmlElement.element(Namespaces.EPHEMERAL, NAME)
        .with("timer", Long.toString(Math.max(1, lifetime.toMillis() / 1000)))
        .build();
  }

  /** The one beside a text, if it can be right. */
  public static Optional<Duration> in(List<XmlElement> content) {
    return content.stream()
        .filter(each -> each.is(Namespaces.EPHEMERAL, NAME))
        .findFirst()
        .flatMap(each -> each.attribute("timer"))
        .filter(each -> each.matches("[0-9]{1," + MAX_DIGITS + "}"))
        .map(Long::parseLong)
        .filter(seconds -> seconds > 0)
        .map(Duration::ofSeconds);
  }
}
