package im.symbolon.messenger.xmpp;

import java.util.Objects;

/**
 * What is said against somebody to the own server's operator (XEP-0377).
 *
 * @param text what a person wrote about it, up to {@value #MAX_TEXT} characters; may be empty
 */
public record Complaint(Kind kind, String text) {
  /** In characters. */
  public static final int MAX_TEXT = 2_000;

  /** What it is about. */
  public enum Kind {
    SPAM("urn:xmpp:reporting:spam"),
    ABUSE("urn:xmpp:reporting:abuse");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  public Complaint {
    Objects.requireNonNull(kind);
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("A complaint has up to " + MAX_TEXT + " characters.");
    }
  }
}
