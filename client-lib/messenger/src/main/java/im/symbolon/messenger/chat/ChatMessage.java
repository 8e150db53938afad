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
 * @param text what was written; empty when a note stands in its place
 * @param time when it was written, in ms precision
 * @param note why there is no text, or why an own message was not sent
 * @param provenance of a message that came from another device
 * @param reach of a message that was encrypted here; empty until it was
 * @param mentions where the text names somebody, as its sender says
 */
public record ChatMessage(
    String id,
    BareJid chat,
    BareJid sender,
    Optional<DeviceId> senderDevice,
    boolean outgoing,
    String text,
    Instant time,
    DeliveryState state,
    Optional<Note> note,
    Optional<Provenance> provenance,
    Optional<Reach> reach,
    List<Mention> mentions) {

  public ChatMessage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(chat);
    Objects.requireNonNull(sender);
    Objects.requireNonNull(senderDevice);
    Objects.requireNonNull(text);
    Objects.requireNonNull(time);
    Objects.requireNonNull(state);
    Objects.requireNonNull(note);
    Objects.requireNonNull(provenance);
    Objects.requireNonNull(reach);
    mentions = List.copyOf(mentions);
  }

  /** One that names nobody, and of which neither provenance nor reach is known. */
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
        text,
        time,
        state,
        note,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same message, moved on. */
  public ChatMessage in(DeliveryState next, Optional<Note> why) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        text,
        time,
        next,
        why,
        provenance,
        reach,
        mentions);
  }

  /** The same message, with what speaks for it. */
  public ChatMessage from(Provenance known) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        text,
        time,
        state,
        note,
        Optional.of(known),
        reach,
        mentions);
  }

  /** The same message, encrypted for so many. */
  public ChatMessage reaching(Reach known) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        text,
        time,
        state,
        note,
        provenance,
        Optional.of(known),
        mentions);
  }

  /** The same message, whose text names these. */
  public ChatMessage mentioning(List<Mention> named) {
    return new ChatMessage(
        id,
        chat,
        sender,
        senderDevice,
        outgoing,
        text,
        time,
        state,
        note,
        provenance,
        reach,
        named);
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return (outgoing ? "message " : "received message ") + id + " " + state;
  }
}
