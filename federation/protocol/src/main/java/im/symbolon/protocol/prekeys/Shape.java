package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.List;

/** What an element of this namespace may look like. Everything that is not named is refused. */
final class Shape {
  private final String name;
  private final List<String> attributes;

  private Shape(String name, List<String> attributes) {
    this.name = name;
    this.attributes = attributes;
  }

  /** An element of that name with no other than these attributes. */
  static Shape of(String name, String... attributes) {
    return new Shape(name, Arrays.asList(attributes));
  }

  XmlElement.Builder start() {
    return XmlElement.element(Namespaces.PREKEYS, name);
  }

  /** The text of an element without children. */
  String leaf(XmlElement element) throws ProtocolException {
    check(element);
    if (!element.children().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds text only");
    }
    return element.text();
  }

  /** Refuses anything inside. */
  void empty(XmlElement element) throws ProtocolException {
    if (!leaf(element).trim().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> is empty");
    }
  }

  /** Refuses text, and children other than these. */
  void container(XmlElement element, int maxChildren, String... childNames)
      throws ProtocolException {
    check(element);
    if (element.children().size() > maxChildren) {
      throw new ProtocolException(Reason.OVERSIZED, "<" + name + "> holds too much");
    }
    List<String> allowed = Arrays.asList(childNames);
    for (XmlElement child : element.children()) {
      if (!child.namespace().equals(Namespaces.PREKEYS) || !allowed.contains(child.name())) {
        throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds something unknown");
      }
    }
    if (!element.text().trim().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds elements only");
    }
  }

  private void check(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.PREKEYS, name)) {
      throw new ProtocolException(Reason.MALFORMED, "expected <" + name + ">");
    }
    if (!attributes.containsAll(element.attributes().keySet())) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> has an unknown attribute");
    }
  }
}
