package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * An error that a stanza carried (RFC 6120 §8.3).
 *
 * @param condition the defined condition, such as {@code item-not-found}
 * @param type {@code auth}, {@code cancel}, {@code continue}, {@code modify} or {@code wait}
 * @param application the application-specific condition, if any, such as pubsub's {@code
 *     precondition-not-met}
 */
public record StanzaError(String condition, String type, Optional<XmlElement> application) {
  static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-stanzas";

  /** Reads an {@code <error/>}; an unreadable one becomes {@code undefined-condition}. */
  public static StanzaError of(XmlElement error) {
    String condition = "undefined-condition";
    Optional<XmlElement> application = Optional.empty();
    for (XmlElement child : error.children()) {
      if (!child.namespace().equals(NAMESPACE)) {
        application = Optional.of(child);
      } else if (!child.name().equals("text")) {
        condition = child.name();
      }
    }
    return new StanzaError(condition, error.attribute("type").orElse("cancel"), application);
  }

  /** True when the application-specific condition has that name. */
  public boolean says(String name) {
    return application.isPresent() && application.get().name().equals(name);
  }
}
