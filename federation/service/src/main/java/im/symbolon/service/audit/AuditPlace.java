package im.symbolon.service.audit;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log, as text for others. It stays valid when its row is gone or has moved.
 *
 * @param time when the row was last counted, in seconds
 * @param digest of what it says
 * @param hour in which it began
 */
public record AuditPlace(long time, String digest, long hour) {
  /** Before everything. */
  static final AuditPlace NEWEST = new AuditPlace(Long.MAX_VALUE, "", Long.MAX_VALUE);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-([0-9a-f]{64})-(\\d{1,18})");

  public AuditPlace {
    Objects.requireNonNull(digest);
  }

  /** Reads what {@link #toString} wrote; empty for everything else. */
  public static Optional<AuditPlace> parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(
            new AuditPlace(
                Long.parseLong(found.group(1)), found.group(2), Long.parseLong(found.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return time + "-" + digest + "-" + hour;
  }
}
