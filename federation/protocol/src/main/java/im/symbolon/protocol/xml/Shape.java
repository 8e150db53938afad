package im.symbolon.protocol.xml;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Arrays;
import java.util.List;

/**
 * What an element of a namespace of ours may look like. Everything that is not named is refused.
 */
public final class Shape {
  private final String namespace;
  private final String name;
  private final List<String> attributes;

  private Shape(String namespace, String name, List<String> attributes) {
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
  }

  /** An element of that name with no other than these attributes. */
  public static Shape of(String namespace, String name, String... attributes) {
    return new Shape(namespace, name, Arrays.asList(attributes));
  }

  /** Starts an element of this shape. */
  public XmlElement.Builder start() {
    return XmlElement.element(namespace, name);
  }

  /**
   * The text of an element without children.
   *
   * @throws ProtocolException MALFORMED for any other element
   */
  public String leaf(XmlElement element) throws ProtocolException {
    check(element);
    if (!element.children().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds text only");
    }
    return element.text();
  }

  /**
   * Refuses anything inside.
   *
   * @throws ProtocolException MALFORMED for any other element
   */
  public void empty(XmlElement element) throws ProtocolException {
    if (!leaf(element).trim().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> is empty");
    }
  }

  /**
   * Refuses text, and children other than these.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED for too many children
   */
  public void container(XmlElement element, int maxChildren, String... childNames)
      throws ProtocolException {
    check(element);
    if (element.children().size() > maxChildren) {
      throw new ProtocolException(Reason.OVERSIZED, "<" + name + "> holds too much");
    }
    List<String> allowed = Arrays.asList(childNames);
    for (XmlElement child : element.children()) {
      if (!child.namespace().equals(namespace) || !allowed.contains(child.name())) {
        throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds something unknown");
      }
    }
    if (!element.text().trim().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> holds elements only");
    }
  }

  /**
   * Refuses other elements and attributes, whatever is inside.
   *
   * @throws ProtocolException MALFORMED
   */
  public void attributes(XmlElement element) throws ProtocolException {
    check(element);
  }

  private void check(XmlElement element) throws ProtocolException {
    if (!element.is(namespace, name)) {
      throw new ProtocolException(Reason.MALFORMED, "expected <" + name + ">");
    }
    if (!attributes.containsAll(element.attributes().keySet())) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> has an unknown attribute");
    }
  }
}
