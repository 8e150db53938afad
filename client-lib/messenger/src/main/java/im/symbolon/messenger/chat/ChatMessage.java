package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.omemo.Mention;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of a chat's history: a message, or a visible note about one that could not be read.
 *
 * @param id chosen by the sender and authenticated; unique together with chat and sender
 * @param chat the other side of the conversation
 * @param sender who wrote it, authenticated unless there is a note
 * @param senderDevice the authenticated device that sent it; empty for own messages from here
 * @param outgoing true when this account wrote it, here or on another device
 * @param content what it says; nothing when a note stands in its place, or when it was retracted
 * @param time when it was written, in ms precision
 * @param note why there is no text, or why an own message was not sent
 * @param provenance of a message that came from another device
 * @param reach of a message that was encrypted here; empty until it was
 */
public record ChatMessage(
    String id,
    BareJid chat,
    BareJid sender,
    Optional<DeviceId> senderDevice,
    boolean outgoing,
    Content content,
    Instant time,
    DeliveryState state,
    Optional<Note> note,
    Optional<Provenance> provenance,
    Optional<Reach> reach) {

  public ChatMessage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(chat);
    Objects.requireNonNull(sender);
    Objects.requireNonNull(senderDevice);
    Objects.requireNonNull(content);
    Objects.requireNonNull(time);
    Objects.requireNonNull(state);
    Objects.requireNonNull(note);
    Objects.requireNonNull(provenance);
    Objects.requireNonNull(reach);
  }

  /** A text alone, of which neither provenance nor reach is known. */
  public ChatMessage(
      String id,
      BareJid chat,
      BareJid sender,
      Optional<DeviceId> senderDevice,
      boolean outgoing,
      String text,
      Instant time,
      DeliveryState state,
      Optional<Note> note) {
    this(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        Content.of(text),
        time,
        state,
        note,
        Optional.empty(),
        Optional.empty());
  }

  /** The same message, moved on. */
  public ChatMessage in(DeliveryState next, Optional<Note> why) {
    return new ChatMessage(
        id, chat, sender, senderDevice, outgoing, content, time, next, why, provenance, reach);
  }

  /** The same message, with what speaks for it. */
  public ChatMessage from(Provenance known) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        content,
        time,
        state,
        note,
        Optional.of(known),
        reach);
  }

  /** The same message, encrypted for so many. */
  public ChatMessage reaching(Reach known) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        content,
        time,
        state,
        note,
        provenance,
        Optional.of(known));
  }

  /** The same message, saying this. */
  public ChatMessage saying(Content other) {
    return new ChatMessage(
        id, chat, sender, senderDevice, outgoing, other, time, state, note, provenance, reach);
  }

  /** What was written; empty when there is none. */
  public String text() {
    return content.text();
  }

  /** Where the text names somebody, as its sender says. */
  public List<Mention> mentions() {
    return content.mentions();
  }

  /** True when it does something to another entry, and is no line. */
  public boolean isAct() {
    return content.act().isPresent();
  }

  /** True when what it said is gone: it was retracted, or its time is over. */
  public boolean isErased() {
    return content.isEmpty() && !note.isPresent();
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return (outgoing ? "message " : "received message ") + id + " " + state;
  }
}
