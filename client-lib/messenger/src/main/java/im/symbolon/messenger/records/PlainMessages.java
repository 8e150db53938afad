package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.records.wire.PlainMessageRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What was written without encryption, apart from all that was encrypted. */
public final class PlainMessages {
  private final Rows rows;

  public PlainMessages(Rows rows) {
    this.rows = rows;
  }

  /** Appends a message to its chat; one that is there already stays as it is. */
  public boolean add(PlainMessage message) throws StoreException {
    RowKey key = key(message.chat(), message.outgoing(), message.id());
    if (rows.get(Tables.PLAIN_MESSAGES, key).isPresent()) {
      return false;
    }
    put(message, new Sequences(rows).next("plain messages", 1));
    return true;
  }

  /** Moves an own message on; never back. Returns the message when it changed. */
  public Optional<PlainMessage> advance(
      BareJid chat, String id, DeliveryState state, Optional<Note> why) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PLAIN_MESSAGES, key(chat, true, id));
    if (!value.isPresent()) {
      return Optional.empty();
    }
    PlainMessage stored = read(value.get());
    if (!stored.state().mayBecome(state)) {
      return Optional.empty();
    }
    PlainMessage changed = stored.in(state, why);
    put(changed, parse(value.get()).getPosition());
    return Optional.of(changed);
  }

  /** An own message. */
  public Optional<PlainMessage> own(BareJid chat, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PLAIN_MESSAGES, key(chat, true, id));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  /** The last messages of a chat, oldest first. */
  public List<PlainMessage> newest(BareJid chat, int limit) throws StoreException {
    List<PlainMessage> found = new ArrayList<>();
    for (Row row : rows.newest(Tables.PLAIN_MESSAGES, Group.of(chat.toString()), limit)) {
      found.add(read(row.value()));
    }
    Collections.reverse(found);
    return Collections.unmodifiableList(found);
  }

  private void put(PlainMessage message, long position) throws StoreException {
    PlainMessageRecord value =
        PlainMessageRecord.newBuilder()
            .setId(message.id())
            .setChat(message.chat().toString())
            .setOutgoing(message.outgoing())
            .setText(message.text())
            .setTimeMs(message.time().toEpochMilli())
            .setState(message.state().number())
            .setNote(message.note().map(Note::number).orElse(0))
            .setPosition(position)
            .build();
    RowKey key = key(message.chat(), message.outgoing(), message.id());
    Group group = Group.of(message.chat().toString());
    rows.put(Tables.PLAIN_MESSAGES, key, group, position, value.toByteArray());
  }

  private static PlainMessage read(byte[] value) throws StoreException {
    PlainMessageRecord found = parse(value);
    return Stored.read(
        () ->
            new PlainMessage(
                found.getId(),
                BareJid.parse(found.getChat()),
                found.getOutgoing(),
                found.getText(),
                Instant.ofEpochMilli(found.getTimeMs()),
                DeliveryState.of(found.getState()),
                Note.of(found.getNote())));
  }

  private static PlainMessageRecord parse(byte[] value) throws StoreException {
    return Stored.read(() -> PlainMessageRecord.parseFrom(value));
  }

  private static RowKey key(BareJid chat, boolean outgoing, String id) {
    return RowKey.of(chat.toString(), outgoing ? "sent" : "received", id);
  }
}
