package im.symbolon.service.admin;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/**
 * A form to fill in, or one that reports (XEP-0004).
 *
 * @param instructions for people; may be empty
 */
record Form(String title, String instructions, List<Field> fields) {
  static final String FORM_TYPE = "FORM_TYPE";

  /** What is in {@link #FORM_TYPE}. */
  static final String TYPE = "urn:symbolon:admin:0";

  Form {
    fields = List.copyOf(fields);
  }

  /** To fill in. */
  XmlElement toFill() {
    return start("form").with(fields.stream().map(Field::toXml).toList()).build();
  }

  /** To read, with a table below. */
  XmlElement asResult(Table table) {
    return start("result")
        .with(fields.stream().map(Field::toXml).toList())
        .with(table.toXml())
        .build();
  }

  private XmlElement.Builder start(String type) {
    XmlElement.Builder out =
        XmlElement.element(Namespaces.DATA_FORMS, "x")
            .with("type", type)
            .with(text("title", title));
    if (!instructions.isEmpty()) {
      out.with(text("instructions", instructions));
    }
    return out.with(Field.hidden(FORM_TYPE, TYPE).toXml());
  }

  private static XmlElement text(String name, String content) {
    return XmlElement.element(Namespaces.DATA_FORMS, name).text(content).build();
  }
}
