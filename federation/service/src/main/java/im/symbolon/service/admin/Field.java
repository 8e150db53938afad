package im.symbolon.service.admin;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/**
 * A field of a form (XEP-0004 §3.2).
 *
 * @param values one, but for {@link Type#LINES}
 */
record Field(String name, Type type, String label, List<String> values, boolean required) {
  /** XEP-0004 §3.3. */
  enum Type {
    HIDDEN("hidden"),
    FLAG("boolean"),
    TEXT("text-single"),
    LINES("text-multi"),
    ACCOUNT("jid-single");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }
  }

  Field {
    values = List.copyOf(values);
  }

  static Field hidden(String name, String value) {
    return new Field(name, Type.HIDDEN, "", List.of(value), false);
  }

  static Field flag(String name, String label, boolean value) {
    return new Field(name, Type.FLAG, label, List.of(value ? "1" : "0"), false);
  }

  static Field text(String name, String label, String value) {
    return new Field(name, Type.TEXT, label, List.of(value), false);
  }

  static Field lines(String name, String label, List<String> values) {
    return new Field(name, Type.LINES, label, values, false);
  }

  /** One that must be filled in. */
  static Field toFill(String name, Type type, String label) {
    return new Field(name, type, label, List.of(), true);
  }

  XmlElement toXml() {
    XmlElement.Builder out =
        XmlElement.element(Namespaces.DATA_FORMS, "field")
            .with("var", name)
            .with("type", type.wire);
    if (!label.isEmpty()) {
      out.with("label", label);
    }
    if (required) {
      out.with(XmlElement.element(Namespaces.DATA_FORMS, "required").build());
    }
    values.forEach(each -> out.with(value(each)));
    return out.build();
  }

  static XmlElement value(String text) {
    return XmlElement.element(Namespaces.DATA_FORMS, "value").text(text).build();
  }
}
