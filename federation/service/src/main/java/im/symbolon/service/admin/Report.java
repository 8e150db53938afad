package im.symbolon.service.admin;

import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * What came of a command.
 *
 * @param note one sentence; may be empty
 */
record Report(Optional<XmlElement> form, String note) {
  /** A sentence. */
  static Report said(String note) {
    return new Report(Optional.empty(), note);
  }

  /** Fields under a title. */
  static Report of(String title, List<Field> fields) {
    return new Report(Optional.of(new Form(title, "", fields).asResult(Table.NONE)), "");
  }

  /** Fields and a table under a title. */
  static Report of(String title, List<Field> fields, Table table) {
    return new Report(Optional.of(new Form(title, "", fields).asResult(table)), "");
  }
}
