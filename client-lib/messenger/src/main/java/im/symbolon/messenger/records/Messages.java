package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The history of all chats. A message is one row per chat, authenticated sender and inner id.
 *
 * <p>A chat is in the order in which its messages came; what is added later, from another device or
 * a backup, stands where its time puts it. So a place is a time: 1,024 for each millisecond, even
 * for what came here and odd for what was added, so that no two messages share one.
 */
public final class Messages {
  private static final long PLACES_PER_MS = 1024;

  /** Within a minute the order in which messages came says more than their times. */
  private static final long MOMENT = 60_000 * PLACES_PER_MS;

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
    append(message);
    return true;
  }

  private void append(ChatMessage message) throws StoreException {
    put(message, new Sequences(rows).nextEven("messages", placeOf(message)));
    new Chats(rows).add(message.chat());
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
      append(message);
      return Arrival.NEW;
    }
    ChatMessage first = read(value.get());
    if (first.note().equals(Optional.of(Note.MESSAGE_MISSING))) {
      put(message, position(value.get()));
      return Arrival.FOUND;
    }
    return first.isErased() || isSame(first.content(), message.content())
        ? Arrival.KNOWN
        : Arrival.CONFLICTING;
  }

  /** Older versions repeat a text without what stood beside it. */
  private static boolean isSame(Content one, Content other) {
    return one.text().equals(other.text()) && one.act().equals(other.act());
  }

  /**
   * Adds a message where its time puts it, or where a line says that it is missing; one that is
   * there already stays as it is.
   */
  public boolean insert(ChatMessage message) throws StoreException {
    return insert(new Placed(message, placeOf(message)));
  }

  /** The same for a message with its place on another device, which orders those of one moment. */
  public boolean insert(Placed placed) throws StoreException {
    ChatMessage message = placed.message();
    Optional<byte[]> known =
        rows.get(Tables.MESSAGES, key(message.chat(), message.sender(), message.id()));
    if (known.isPresent()) {
      boolean missing = read(known.get()).note().equals(Optional.of(Note.MESSAGE_MISSING));
      if (missing) {
        put(message, position(known.get()));
      }
      return missing;
    }
    long place = placeOf(placed) | 1;
    while (isTaken(message.chat(), place)) {
      place += 2;
    }
    put(message, place);
    new Chats(rows).add(message.chat());
    return true;
  }

  private boolean isTaken(BareJid chat, long place) throws StoreException {
    return rows.page(Tables.MESSAGES, group(chat), place + 1, 1).stream()
        .anyMatch(row -> row.position() == place);
  }

  private static long placeOf(Placed placed) {
    long byTime = placeOf(placed.message());
    boolean near = placed.place() >= byTime && placed.place() - byTime < MOMENT;
    return near ? placed.place() : byTime;
  }

  private static long placeOf(ChatMessage message) {
    long ms = Math.max(0, message.time().toEpochMilli());
    return Math.min(ms, Long.MAX_VALUE / 2 / PLACES_PER_MS) * PLACES_PER_MS;
  }

  /** There is nothing that could take the place of that line any more. */
  public void forgetMissing(BareJid chat, BareJid sender, String id) throws StoreException {
    Optional<ChatMessage> line = get(chat, sender, id);
    if (line.flatMap(ChatMessage::note).equals(Optional.of(Note.MESSAGE_MISSING))) {
      rows.delete(Tables.MESSAGES, key(chat, sender, id));
    }
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

  /**
   * An own message that waits for more says something else now. Returns it when it was changed: it
   * stays as it is when it was sent, failed or taken back.
   */
  public Optional<ChatMessage> said(ChatMessage message, Content content) throws StoreException {
    RowKey key = key(message.chat(), message.sender(), message.id());
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key);
    if (!value.isPresent()) {
      return Optional.empty();
    }
    ChatMessage stored = read(value.get());
    if (stored.state() != DeliveryState.QUEUED || stored.isErased()) {
      return Optional.empty();
    }
    ChatMessage changed = stored.saying(content);
    put(changed, position(value.get()));
    return Optional.of(changed);
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

  /** A message and its place in its chat. */
  public record Placed(ChatMessage message, long place) {}

  /** Messages before that place, the last first. */
  public List<Placed> before(BareJid chat, long place, int limit) throws StoreException {
    List<Placed> found = new ArrayList<>();
    for (Row row : rows.page(Tables.MESSAGES, group(chat), place, limit)) {
      found.add(new Placed(read(row.value()), row.position()));
    }
    return Collections.unmodifiableList(found);
  }

  /** How many lines a chat has. */
  public long count(BareJid chat) throws StoreException {
    return rows.count(Tables.MESSAGES, group(chat));
  }

  private void put(ChatMessage message, long position) throws StoreException {
    rows.put(
        Tables.MESSAGES,
        key(message.chat(), message.sender(), message.id()),
        group(message.chat()),
        position,
        MessageCodec.write(message).setPosition(position).build().toByteArray());
    if (wasEncrypted(message)) {
      new PlainChats(rows).encrypted(message.chat());
    }
  }

  /** Sealed here or on another device, or opened; a message that only waits was not yet. */
  public static boolean wasEncrypted(ChatMessage message) {
    boolean sealed = !message.outgoing() || message.reach().isPresent();
    return !message.note().isPresent() && (sealed || message.state() != DeliveryState.QUEUED);
  }

  private static ChatMessage read(byte[] value) throws StoreException {
    return Stored.read(() -> MessageCodec.read(MessageRecord.parseFrom(value)));
  }

  private static RowKey key(BareJid chat, BareJid sender, String id) {
    return RowKey.of(chat.toString(), sender.toString(), id);
  }

  private static Group group(BareJid chat) {
    return Group.of(chat.toString());
  }
}
