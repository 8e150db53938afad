package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The history of all chats. A message is one row per chat, authenticated sender and inner id. */
public final class Messages {
  private final Rows rows;

  public Messages(Rows rows) {
    this.rows = rows;
  }

  public Optional<ChatMessage> get(BareJid chat, BareJid sender, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key(chat, sender, id));
    return !value.isPresent() ? Optional.empty() : Optional.of(read(value.get()));
  }

  /** Appends a message to its chat; one that is there already stays as it is. */
  public boolean add(ChatMessage message) throws StoreException {
    if (get(message.chat(), message.sender(), message.id()).isPresent()) {
      return false;
    }
    put(message, new Sequences(rows).next("messages", 1));
    return true;
  }

  /** What became of a message that came. */
  public enum Arrival {
    /** It stands in its chat now. */
    NEW,
    /** It stands where a line said that it was missing. */
    FOUND,
    /** It was there already. */
    KNOWN,
    /** Another one was there under its id, and stays: the first content wins (REVIEW 20). */
    CONFLICTING
  }

  /** Takes in a message that came from another device. */
  public Arrival arrive(ChatMessage message) throws StoreException {
    RowKey key = key(message.chat(), message.sender(), message.id());
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key);
    if (!value.isPresent()) {
      put(message, new Sequences(rows).next("messages", 1));
      return Arrival.NEW;
    }
    ChatMessage first = read(value.get());
    if (first.note().equals(Optional.of(Note.MESSAGE_MISSING))) {
      put(message, position(value.get()));
      return Arrival.FOUND;
    }
    return first.text().equals(message.text()) ? Arrival.KNOWN : Arrival.CONFLICTING;
  }

  /** Moves a message on; never back. Returns the message when it changed. */
  public Optional<ChatMessage> advance(BareJid chat, BareJid sender, String id, DeliveryState state)
      throws StoreException {
    return advance(chat, sender, id, state, Optional.empty());
  }

  /** The message will not be sent, and why. Returns it when it changed. */
  public Optional<ChatMessage> failed(BareJid chat, BareJid sender, String id, Note why)
      throws StoreException {
    return advance(chat, sender, id, DeliveryState.FAILED, Optional.of(why));
  }

  /** An own message was encrypted for so many devices. */
  public void reached(BareJid chat, BareJid sender, String id, Reach reach) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key(chat, sender, id));
    if (value.isPresent()) {
      put(read(value.get()).reaching(reach), position(value.get()));
    }
  }

  private Optional<ChatMessage> advance(
      BareJid chat, BareJid sender, String id, DeliveryState state, Optional<Note> note)
      throws StoreException {
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key(chat, sender, id));
    if (!value.isPresent()) {
      return Optional.empty();
    }
    ChatMessage stored = read(value.get());
    if (!stored.state().mayBecome(state)) {
      return Optional.empty();
    }
    ChatMessage changed = stored.in(state, note);
    put(changed, position(value.get()));
    return Optional.of(changed);
  }

  private static long position(byte[] value) throws StoreException {
    return Stored.read(() -> MessageRecord.parseFrom(value)).getPosition();
  }

  /** The last messages of a chat, oldest first. */
  public List<ChatMessage> newest(BareJid chat, int limit) throws StoreException {
    List<ChatMessage> found = new ArrayList<>();
    for (Row row : rows.newest(Tables.MESSAGES, group(chat), limit)) {
      found.add(read(row.value()));
    }
    Collections.reverse(found);
    return Collections.unmodifiableList(found);
  }

  private void put(ChatMessage message, long position) throws StoreException {
    MessageRecord.Builder value =
        MessageRecord.newBuilder()
            .setId(message.id())
            .setChat(message.chat().toString())
            .setSender(message.sender().toString())
            .setOutgoing(message.outgoing())
            .setText(message.text())
            .setTimeMs(message.time().toEpochMilli())
            .setState(message.state().number())
            .setPosition(position);
    message.note().ifPresent(note -> value.setNote(note.number()));
    message.senderDevice().ifPresent(device -> value.setSenderDevice(device.value()));
    message
        .provenance()
        .ifPresent(
            known ->
                value
                    .setSenderTrust(known.trust().number())
                    .setOmemoVersion(known.version().number()));
    message
        .reach()
        .ifPresent(
            known ->
                value
                    .setReached(known.devices())
                    .setUntrusted(known.untrusted())
                    .setKeyless(known.keyless())
                    .setReachedInLegacy(known.legacy()));
    rows.put(
        Tables.MESSAGES,
        key(message.chat(), message.sender(), message.id()),
        group(message.chat()),
        position,
        value.build().toByteArray());
  }

  private static ChatMessage read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          MessageRecord found = MessageRecord.parseFrom(value);
          int device = found.getSenderDevice();
          return new ChatMessage(
              found.getId(),
              BareJid.parse(found.getChat()),
              BareJid.parse(found.getSender()),
              device == 0 ? Optional.empty() : Optional.of(DeviceId.of(device)),
              found.getOutgoing(),
              found.getText(),
              Instant.ofEpochMilli(found.getTimeMs()),
              DeliveryState.of(found.getState()),
              Note.of(found.getNote()),
              provenance(found),
              reach(found));
        });
  }

  private static Optional<Provenance> provenance(MessageRecord found) throws ProtocolException {
    return found.getSenderTrust() == 0
        ? Optional.empty()
        : Optional.of(
            new Provenance(
                Trust.of(found.getSenderTrust()), OmemoVersion.of(found.getOmemoVersion())));
  }

  private static Optional<Reach> reach(MessageRecord found) {
    Reach reach =
        new Reach(
            found.getReached(),
            found.getUntrusted(),
            found.getKeyless(),
            found.getReachedInLegacy());
    return reach.devices() + reach.leftOut() == 0 ? Optional.empty() : Optional.of(reach);
  }

  private static RowKey key(BareJid chat, BareJid sender, String id) {
    return RowKey.of(chat.toString(), sender.toString(), id);
  }

  private static Group group(BareJid chat) {
    return Group.of(chat.toString());
  }
}
