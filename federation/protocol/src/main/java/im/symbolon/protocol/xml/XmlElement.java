package im.symbolon.protocol.xml;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An immutable XML element: either text or child elements, which is all that XMPP extensions use.
 * Can only hold what XML 1.0 can write, so {@link #toXml()} is always well formed.
 *
 * @param namespace the element's namespace, never empty
 * @param name the local name
 * @param attributes by local name, in order; {@code xml:lang} keeps its prefix
 * @param children in document order
 * @param text all character data directly inside, joined; empty when there is none
 */
public record XmlElement(
    String namespace,
    String name,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text) {

  public XmlElement {
    XmlText.requireNamespace(namespace);
    XmlText.requireName(name);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    attributes.forEach(
        (key, value) -> {
          XmlText.requireAttributeName(key);
          XmlText.requireWritable(value);
        });
    children = List.copyOf(children);
    XmlText.requireWritable(text);
  }

  /** Starts an element. */
  public static Builder element(String namespace, String name) {
    return new Builder(namespace, name);
  }

  public boolean is(String otherNamespace, String otherName) {
    return name.equals(otherName) && namespace.equals(otherNamespace);
  }

  public Optional<String> attribute(String key) {
    return Optional.ofNullable(attributes.get(key));
  }

  /**
   * An attribute that must be there.
   *
   * @throws ProtocolException MALFORMED
   */
  public String required(String key) throws ProtocolException {
    String value = attributes.get(key);
    if (value == null) {
      throw new ProtocolException(Reason.MALFORMED, "<" + name + "> lacks '" + key + "'");
    }
    return value;
  }

  /** The first child of that name in this element's own namespace. */
  public Optional<XmlElement> child(String childName) {
    return child(namespace, childName);
  }

  /** The first child of that name and namespace. */
  public Optional<XmlElement> child(String childNamespace, String childName) {
    return children.stream().filter(c -> c.is(childNamespace, childName)).findFirst();
  }

  /**
   * The one child of that name in this element's own namespace.
   *
   * @throws ProtocolException MALFORMED when there is none, or more than one
   */
  public XmlElement only(String childName) throws ProtocolException {
    List<XmlElement> found = children(childName);
    if (found.size() != 1) {
      throw new ProtocolException(
          Reason.MALFORMED, "<" + name + "> needs exactly one <" + childName + ">");
    }
    return found.get(0);
  }

  /** All children of that name in this element's own namespace. */
  public List<XmlElement> children(String childName) {
    List<XmlElement> found = new ArrayList<>();
    for (XmlElement child : children) {
      if (child.is(namespace, childName)) {
        found.add(child);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** Serialised with default namespaces only, escaped, without a declaration. */
  public String toXml() {
    StringBuilder out = new StringBuilder(256);
    XmlText.write(this, "", out);
    return out.toString();
  }

  @Override
  public String toString() {
    return "<" + name + " xmlns='" + namespace + "'>";
  }

  /** Collects the parts of an element. Not for sharing between threads. */
  public static final class Builder {
    private final String namespace;
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private String text = "";

    private Builder(String namespace, String name) {
      this.namespace = Objects.requireNonNull(namespace);
      this.name = Objects.requireNonNull(name);
    }

    public Builder with(String key, String value) {
      attributes.put(key, value);
      return this;
    }

    public Builder with(XmlElement child) {
      children.add(child);
      return this;
    }

    public Builder with(Iterable<XmlElement> more) {
      more.forEach(children::add);
      return this;
    }

    public Builder text(String content) {
      this.text = content;
      return this;
    }

    public XmlElement build() {
      return new XmlElement(namespace, name, attributes, children, text);
    }
  }
}
