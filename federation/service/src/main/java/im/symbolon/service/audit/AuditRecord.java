package im.symbolon.service.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * An entry as the log holds it.
 *
 * @param times how often it happened within an hour, at least 1
 */
public record AuditRecord(AuditEntry entry, Instant first, Instant last, long times) {
  public AuditRecord {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(first);
    Objects.requireNonNull(last);
  }
}
