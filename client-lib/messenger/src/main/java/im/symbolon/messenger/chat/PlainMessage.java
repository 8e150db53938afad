package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One message without encryption: every server on its way has read it and could have changed it,
 * and who wrote it is what those servers say. Another type than {@link ChatMessage}, so that
 * neither can stand in the other's place.
 *
 * @param id unique together with chat and direction
 * @param chat the other side
 * @param outgoing true when this account wrote it
 * @param text empty when a note stands in its place
 * @param time when it was written, in ms precision, as far as that is known
 * @param state never {@link DeliveryState#DELIVERED}: nobody could say so and be believed
 * @param note why there is no text, or why an own message was not sent
 */
public record PlainMessage(
    String id,
    BareJid chat,
    boolean outgoing,
    String text,
    Instant time,
    DeliveryState state,
    Optional<Note> note) {
  public PlainMessage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(chat);
    Objects.requireNonNull(text);
    Objects.requireNonNull(time);
    Objects.requireNonNull(note);
    if (state == DeliveryState.DELIVERED) {
      throw new IllegalArgumentException("nobody can confirm a plain message");
    }
  }

  /** The same message, moved on. */
  public PlainMessage in(DeliveryState next, Optional<Note> why) {
    return new PlainMessage(id, chat, outgoing, text, time, next, why);
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return (outgoing ? "plain message " : "received plain message ") + id + " " + state;
  }
}
