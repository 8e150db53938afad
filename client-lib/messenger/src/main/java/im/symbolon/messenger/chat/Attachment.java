package im.symbolon.messenger.chat;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * A file that a message brings, as it is sealed with it: one {@code <file-sharing>} (XEP-0447),
 * which nobody looked into yet.
 */
public record Attachment(XmlElement sharing) {
  /** In one message; what is beyond is not read. */
  public static final int MAX = 32;

  /** Of all in one message, as XML. */
  public static final int MAX_CHARS = 64 * 1024;

  public Attachment {
    Objects.requireNonNull(sharing);
  }

  /** Without what it is: that does not belong into logs. */
  @Override
  public String toString() {
    return "Attachment";
  }
}
