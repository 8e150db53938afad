package im.symbolon.service.audit;

import java.util.Objects;

/**
 * Something that an administrator may have to account for. Holds no content.
 *
 * @param subject whose doing it was, a bare address
 * @param object whom it concerned, a bare address
 * @param reason which rule or setting; the service's own words
 */
public record AuditEntry(Event event, String subject, String object, String reason) {
  /** What happened. Stored by name. */
  public enum Event {
    /** A stanza did not pass. */
    REFUSED,
    /** A stanza passed that would not, were the policy in force. */
    WOULD_REFUSE,
    /** An administrator changed something. */
    CHANGED,
    /** Something kept was given up, because there was no more room. */
    DROPPED
  }

  public AuditEntry {
    Objects.requireNonNull(event);
    subject = cut(subject, 2047);
    object = cut(object, 2047);
    reason = cut(reason, 300);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
