package im.symbolon.service;

import java.util.Objects;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.PacketError.Condition;

/** A request that gets a stanza error. Nothing was changed because of it. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Condition condition;

  /**
   * Refuses.
   *
   * @param text one sentence for the error stanza; holds nothing that the requester must not know
   */
  public Refusal(Condition condition, String text) {
    super(text);
    this.condition = Objects.requireNonNull(condition);
  }

  /** The same with the exception that led here; that one is for the log alone. */
  public Refusal(Condition condition, String text, Throwable cause) {
    super(text, cause);
    this.condition = Objects.requireNonNull(condition);
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
    return new PacketError(condition, type, getMessage(), "en");
  }
}
