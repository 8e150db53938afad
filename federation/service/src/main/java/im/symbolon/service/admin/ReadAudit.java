package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.audit.AuditPage;
import im.symbolon.service.audit.AuditPlace;
import im.symbolon.service.audit.AuditRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Shows the audit log, newest first; each page names the place where the next one begins. */
final class ReadAudit implements Command {
  /** An answer must fit into what servers take. */
  static final int MAX_ROWS = 50;

  private static final String MAX = "max";
  private static final String AFTER = "after";
  private static final String NEXT = "next";
  private static final List<String> COLUMNS =
      List.of("Last", "First", "Times", "Event", "By", "Concerning", "Reason");

  private final AuditLog audit;

  ReadAudit(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String title() {
    return "Encryption: audit log";
  }

  @Override
  public Optional<Form> form() {
    return Optional.of(
        new Form(
            title(),
            "",
            List.of(
                Field.text(MAX, "Rows, at most " + MAX_ROWS, Integer.toString(MAX_ROWS)),
                Field.text(AFTER, "After the place named by the page before", ""))));
  }

  @Override
  public Report run(JID administrator, Answers answers) throws Refusal {
    int most = answers.text(MAX).isPresent() ? (int) answers.number(MAX, MAX_ROWS) : MAX_ROWS;
    Optional<AuditPlace> after = after(answers.text(AFTER));
    AuditPage page = Trouble.orRefusal(() -> audit.page(after, Math.max(1, most)));
    List<Field> fields = new ArrayList<>();
    page.next().ifPresent(place -> fields.add(Field.text(NEXT, "Goes on at", place.toString())));
    List<List<String>> rows = page.records().stream().map(ReadAudit::row).toList();
    return Report.of(title(), fields, new Table(COLUMNS, rows));
  }

  private static Optional<AuditPlace> after(Optional<String> text) throws Refusal {
    if (!text.isPresent()) {
      return Optional.empty();
    }
    Optional<AuditPlace> place = AuditPlace.parse(text.get());
    if (!place.isPresent()) {
      throw Answers.refusal("There is no such place in the log.");
    }
    return place;
  }

  private static List<String> row(AuditRecord row) {
    return List.of(
        row.last().toString(),
        row.first().toString(),
        Long.toString(row.times()),
        row.entry().event().name(),
        row.entry().subject(),
        row.entry().object(),
        row.entry().reason());
  }
}
