package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.DATA_FORMS;
import static im.symbolon.protocol.Namespaces.MUC;

import im.symbolon.protocol.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form by which a room is configured (XEP-0045 §10.1.3), as the service offered it: whatever we
 * say nothing about goes back as it came.
 */
final class ConfigurationForm {
  private static final String TYPE = MUC + "#roomconfig";

  /** Who is what is told one by one; an old list would undo that. */
  private static final Set<String> LEFT_ALONE =
      Set.of(
          "FORM_TYPE",
          "muc#roomconfig_roomowners",
          "muc#roomconfig_roomadmins",
          "muc#roomconfig_roomsecret");

  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  /** Reads an offer; fields without a name are for people alone. */
  ConfigurationForm(XmlElement offered) {
    for (XmlElement field : offered.children("field")) {
      String name = field.attribute("var").orElse("");
      boolean fixed = field.attribute("type").filter("fixed"::equals).isPresent();
      if (!name.isEmpty() && !fixed && !LEFT_ALONE.contains(name)) {
        fields.put(
            name,
            field.children("value").stream().map(XmlElement::text).collect(Collectors.toList()));
      }
    }
  }

  /** False when the service does not know this field. */
  boolean set(String name, String value) {
    return fields.replace(name, List.of(value)) != null;
  }

  XmlElement submit() {
    XmlElement.Builder form =
        XmlElement.element(DATA_FORMS, "x").with("type", "submit").with(typeField());
    fields.forEach((name, values) -> form.with(field(name, values).build()));
    return form.build();
  }

  private static XmlElement typeField() {
    return field("FORM_TYPE", List.of(TYPE)).with("type", "hidden").build();
  }

  private static XmlElement.Builder field(String name, List<String> values) {
    XmlElement.Builder field = XmlElement.element(DATA_FORMS, "field").with("var", name);
    values.forEach(
        value -> field.with(XmlElement.element(DATA_FORMS, "value").text(value).build()));
    return field;
  }
}
