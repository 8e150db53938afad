package im.symbolon.service.admin;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of a report (XEP-0004 §3.4).
 *
 * @param columns named for people; the names for programs are the same in lower case
 */
record Table(List<String> columns, List<List<String>> rows) {
  static final Table NONE = new Table(List.of(), List.of());

  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  List<XmlElement> toXml() {
    List<XmlElement> out = new ArrayList<>();
    if (columns.isEmpty()) {
      return out;
    }
    XmlElement.Builder reported = XmlElement.element(Namespaces.DATA_FORMS, "reported");
    columns.forEach(each -> reported.with(column(each).with("label", each).build()));
    out.add(reported.build());
    for (List<String> row : rows) {
      XmlElement.Builder item = XmlElement.element(Namespaces.DATA_FORMS, "item");
      for (int i = 0; i < columns.size(); i++) {
        item.with(column(columns.get(i)).with(Field.value(row.get(i))).build());
      }
      out.add(item.build());
    }
    return out;
  }

  private static XmlElement.Builder column(String label) {
    String name = label.toLowerCase(Locale.ROOT).replace(' ', '-');
    return XmlElement.element(Namespaces.DATA_FORMS, "field").with("var", name);
  }
}
