package im.symbolon.service.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of the log.
 *
 * @param records newest first
 * @param next where to go on from; empty when this is the end
 */
public record AuditPage(List<AuditRecord> records, Optional<AuditPlace> next) {
  public AuditPage {
    records = List.copyOf(records);
    Objects.requireNonNull(next);
  }
}
