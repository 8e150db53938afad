package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.PacketError.Condition;

/** A request that gets a stanza error. Nothing was changed because of it. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Condition condition;
  private final transient XmlElement detail;

  /**
   * Refuses.
   *
   * @param text one sentence for the error stanza; holds nothing that the requester must not know
   */
  public Refusal(Condition condition, String text) {
    super(text);
    this.condition = Objects.requireNonNull(condition);
    this.detail = null;
  }

  /** The same with the exception that led here; that one is for the log alone. */
  public Refusal(Condition condition, String text, Throwable cause) {
    super(text, cause);
    this.condition = Objects.requireNonNull(condition);
    this.detail = null;
  }

  /** The same with an application's own condition beside the other (RFC 6120 §8.3.4). */
  public Refusal(Condition condition, String text, XmlElement detail) {
    super(text);
    this.condition = Objects.requireNonNull(condition);
    this.detail = Objects.requireNonNull(detail);
  }

  public Condition condition() {
    return condition;
  }

  /** The error for the stanza, with the type that RFC 6120 §8.3.3 gives the condition. */
  PacketError error() {
    PacketError.Type type =
        condition == Condition.resource_constraint
            ? PacketError.Type.wait
            : condition.getDefaultType();
    PacketError error = new PacketError(condition, type, getMessage(), "en");
    if (detail != null) {
      error.getElement().add(Dom4jXml.write(detail));
    }
    return error;
  }
}
