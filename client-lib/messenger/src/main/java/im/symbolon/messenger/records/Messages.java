package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
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

  private static final int MAX_STEP = 1_000;

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
    enter(message, new Sequences(rows).nextEven("messages", placeOf(message)));
    new Chats(rows).add(message.chat());
  }

  /** What became of a message that came. */
  public enum Arrival {
    /** It stands in its chat now. */
    NEW,
    /** It stands where a line said that it was missing. */
    FOUND,
    /** It stands in its chat now, and what it said was retracted before. */
    RETRACTED,
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
      return isGone(message) ? Arrival.RETRACTED : Arrival.NEW;
    }
    ChatMessage first = read(value.get());
    if (first.note().equals(Optional.of(Note.MESSAGE_MISSING))) {
      enter(message, position(value.get()));
      return isGone(message) ? Arrival.RETRACTED : Arrival.FOUND;
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
        enter(message, position(known.get()));
      }
      return missing;
    }
    long place = placeOf(placed) | 1;
    while (isTaken(message.chat(), place)) {
      place += 2;
    }
    enter(message, place);
    new Chats(rows).add(message.chat());
    new ChatStates(rows).read(message.chat(), place); // where it comes from it was read
    if (!message.outgoing()) {
      expires(message, message.time());
    }
    return true;
  }

  /** Stores what is new here; what it does to others is done, and what was done to it. */
  private void enter(ChatMessage message, long place) throws StoreException {
    put(isGone(message) ? message.saying(message.content().erased()) : message, place);
    if (message.outgoing()) {
      expires(message, message.time());
    }
    if (Deeds.counts(message) && !isOfNothing(message)) {
      new Deeds(rows, message.chat()).add(message);
      if (message.content().act().get() instanceof Act.Retract retract) {
        retracted(message.chat(), retract.target());
      }
    }
    if (isEdit(message)) {
      reindex(message.chat(), message.content().act().get().target());
    } else if (!message.isAct()) {
      new SearchIndex(rows).entered(shown(message, place));
    }
  }

  private Shown shown(ChatMessage message, long place) throws StoreException {
    return new Fold(rows).of(new Placed(message, place));
  }

  /** From now on that entry's line is found by what it says then. */
  private void reindex(BareJid chat, Target entry) throws StoreException {
    Optional<Shown> line = new Fold(rows).line(chat, entry);
    if (line.isPresent()) {
      new SearchIndex(rows).changed(line.get());
    }
  }

  /** From then on its time runs, if it has one. */
  public void expires(ChatMessage message, Instant from) throws StoreException {
    Optional<Duration> lifetime = message.content().lifetime();
    if (lifetime.isPresent()) {
      Instant due = from.plus(lifetime.get());
      new Expiries(rows).add(new Expiries.Expiry(message.chat(), Target.of(message), due));
    }
  }

  /** The time of that entry is over: nothing of it is left, nor of its edits. */
  public void expired(BareJid chat, Target target) throws StoreException {
    retracted(chat, target);
  }

  /** True for what was retracted, and for an edit of something that was. */
  private boolean isGone(ChatMessage message) throws StoreException {
    boolean said = !message.isAct() || isEdit(message);
    return (said && new Deeds(rows, message.chat()).isRetracted(Target.of(message)))
        || isOfNothing(message);
  }

  /** True for an edit of what is not there any more. */
  private boolean isOfNothing(ChatMessage message) throws StoreException {
    if (!isEdit(message)) {
      return false;
    }
    Target line = message.content().act().get().target();
    return new Deeds(rows, message.chat()).isRetracted(line) || isOver(message, line);
  }

  private static boolean isEdit(ChatMessage message) {
    return message.content().act().filter(Act.Edit.class::isInstance).isPresent()
        && Deeds.counts(message);
  }

  private boolean isOver(ChatMessage edit, Target line) throws StoreException {
    return get(edit.chat(), line.author(), line.id()).filter(ChatMessage::isErased).isPresent();
  }

  /** REVIEW 28: it is gone from here, and nothing is left that could be sent again. */
  private void retracted(BareJid chat, Target target) throws StoreException {
    erase(chat, target);
    for (String edit : new Deeds(rows, chat).takeEdits(target)) {
      erase(chat, new Target(target.author(), edit));
    }
    reindex(chat, target);
  }

  /** What that entry said is gone for good, also from what waits to be sent. */
  public Optional<ChatMessage> erase(BareJid chat, Target target) throws StoreException {
    Optional<Placed> found = placed(chat, target.author(), target.id());
    if (!found.isPresent() || found.get().message().content().isEmpty()) {
      return Optional.empty();
    }
    ChatMessage said = found.get().message();
    // A note that it was not sent says nothing about what is not there any more.
    ChatMessage erased = said.saying(said.content().erased()).in(said.state(), Optional.empty());
    put(erased, found.get().place());
    reindex(chat, said.content().act().map(Act::target).orElse(target));
    new ErasedFiles(rows).add(said);
    if (said.outgoing()) {
      new Outbox(rows).remove(said.id());
    }
    return Optional.of(erased);
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
    new SearchIndex(rows).changed(shown(changed, position(value.get())));
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

  /** That entry and its place. */
  public Optional<Placed> placed(BareJid chat, BareJid sender, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.MESSAGES, key(chat, sender, id));
    return value.isPresent()
        ? Optional.of(new Placed(read(value.get()), position(value.get())))
        : Optional.empty();
  }

  /**
   * What a person sees before that place, the last first: no acts, and nothing whose time is over.
   */
  public List<Placed> lines(BareJid chat, long place, int limit) throws StoreException {
    List<Placed> found = new ArrayList<>();
    long from = place;
    int step = limit; // ever larger: there may be many acts in a row
    List<Placed> some = before(chat, from, step);
    while (!some.isEmpty() && found.size() < limit) {
      for (Placed each : some) {
        if (found.size() < limit && isLine(each.message())) {
          found.add(each);
        }
        from = each.place();
      }
      step = Math.min(MAX_STEP, step * 4);
      some = found.size() < limit ? before(chat, from, step) : List.of();
    }
    return Collections.unmodifiableList(found);
  }

  /** The same after that place, oldest first. */
  public List<Placed> linesAfter(BareJid chat, long place, int limit) throws StoreException {
    List<Placed> found = new ArrayList<>();
    long from = place;
    int step = limit;
    List<Row> some = rows.after(Tables.MESSAGES, group(chat), from, step);
    while (!some.isEmpty() && found.size() < limit) {
      for (Row row : some) {
        ChatMessage message = read(row.value());
        if (found.size() < limit && isLine(message)) {
          found.add(new Placed(message, row.position()));
        }
        from = row.position();
      }
      step = Math.min(MAX_STEP, step * 4);
      some = rows.after(Tables.MESSAGES, group(chat), from, step);
    }
    return Collections.unmodifiableList(found);
  }

  /** The last of them, oldest first. */
  public List<ChatMessage> newestLines(BareJid chat, int limit) throws StoreException {
    List<ChatMessage> found = new ArrayList<>();
    lines(chat, Long.MAX_VALUE, limit).forEach(each -> found.add(each.message()));
    Collections.reverse(found);
    return Collections.unmodifiableList(found);
  }

  private boolean isLine(ChatMessage entry) throws StoreException {
    return !entry.isAct()
        && (!entry.isErased() || new Deeds(rows, entry.chat()).isRetracted(Target.of(entry)));
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
    if (message.outgoing()) {
      new Acquaintances(rows).add(message.chat());
    }
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
