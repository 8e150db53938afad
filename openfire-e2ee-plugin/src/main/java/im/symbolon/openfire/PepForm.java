package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import java.util.Optional;
import org.dom4j.Element;

/** The data forms (XEP-0004) by which PEP nodes are configured. */
final class PepForm {
  static final String ACCESS_MODEL = "pubsub#access_model";
  static final String MAX_ITEMS = "pubsub#max_items";

  private static final String NODE_CONFIG = "http://jabber.org/protocol/pubsub#node_config";

  private PepForm() {}

  /** The first value of a field of the form inside {@code parent}. */
  static Optional<String> value(Element parent, String field) {
    return valueElement(parent, field).map(Element::getTextTrim);
  }

  /** Writes a number where the form says "max"; true when it did. */
  static boolean replaceMax(Element parent, int number) {
    Optional<Element> value =
        valueElement(parent, MAX_ITEMS).filter(v -> v.getTextTrim().equals("max"));
    value.ifPresent(v -> v.setText(Integer.toString(number)));
    return value.isPresent();
  }

  /** Adds a form that configures a node: kept on disk, that many items, read by those. */
  static void configure(Element parent, String accessModel, int maxItems) {
    Element form = parent.addElement("x", Namespaces.DATA_FORMS);
    form.addAttribute("type", "submit");
    field(form, "FORM_TYPE", NODE_CONFIG).addAttribute("type", "hidden");
    field(form, ACCESS_MODEL, accessModel);
    field(form, "pubsub#persist_items", "1");
    field(form, MAX_ITEMS, Integer.toString(maxItems));
    field(form, "pubsub#notify_config", "0"); // nobody needs an event about each repair
  }

  private static Element field(Element form, String name, String value) {
    Element field = form.addElement("field").addAttribute("var", name);
    field.addElement("value").setText(value);
    return field;
  }

  private static Optional<Element> valueElement(Element parent, String name) {
    Element form = parent == null ? null : parent.element("x");
    if (form == null) {
      return Optional.empty();
    }
    for (Object each : form.elements("field")) {
      Element field = (Element) each;
      if (name.equals(field.attributeValue("var"))) {
        return Optional.ofNullable(field.element("value"));
      }
    }
    return Optional.empty();
  }
}
