package im.symbolon.service.audit;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param kept how long
 * @param rowsPerHour beyond it, entries are counted by domain alone, and beyond twice as many not
 *     told apart at all
 * @param rows how many, whatever their age; the oldest go first
 */
public record AuditLimits(Duration kept, int rowsPerHour, int rows) {
  public static final AuditLimits DEFAULT = new AuditLimits(Duration.ofDays(90), 1000, 100_000);

  public AuditLimits {
    if (kept.toHours() < 1 || rowsPerHour < 1 || rows < 1) {
      throw new IllegalArgumentException("an audit log keeps at least an hour and one row");
    }
  }
}
