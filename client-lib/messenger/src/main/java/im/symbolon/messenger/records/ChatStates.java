package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatState;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.records.wire.ChatStateRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What was decided about chats, and how far they were read: one row for each. */
public final class ChatStates {
  private final Rows rows;

  public ChatStates(Rows rows) {
    this.rows = rows;
  }

  public ChatState of(BareJid chat) throws StoreException {
    ChatStateRecord found = record(chat);
    return Stored.read(
        () ->
            new ChatState(
                found.getReadPlace(),
                found.getTheirPlace(),
                found.getPinned(),
                muted(found),
                found.getArchived(),
                draft(found),
                found.getLifetimeS() > 0
                    ? Optional.of(Duration.ofSeconds(found.getLifetimeS()))
                    : Optional.empty(),
                found.getMarkedUnread()));
  }

  private static Optional<Instant> muted(ChatStateRecord found) {
    long until = found.getMutedUntilMs();
    return until == 0
        ? Optional.empty()
        : Optional.of(until == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(until));
  }

  private static Optional<Draft> draft(ChatStateRecord found) throws Exception {
    if (found.getDraft().isEmpty() && !found.hasDraftReply()) {
      return Optional.empty();
    }
    return Optional.of(
        new Draft(
            found.getDraft(),
            found.hasDraftReply()
                ? Optional.of(ContentCodec.target(found.getDraftReply()))
                : Optional.empty()));
  }

  /** Those of which there is anything but how far they were read. */
  SortedSet<BareJid> kept() throws StoreException {
    SortedSet<BareJid> found = new TreeSet<>();
    for (Row row : rows.all(Tables.CHAT_STATES)) {
      ChatStateRecord each = Stored.read(() -> ChatStateRecord.parseFrom(row.value()));
      if (each.getPinned() || !each.getDraft().isEmpty()) {
        found.add(Stored.read(() -> BareJid.parse(each.getChat())));
      }
    }
    return found;
  }

  /**
   * It was read up to there; never back.
   *
   * @return false when it was read before
   */
  public boolean read(BareJid chat, long place) throws StoreException {
    boolean further = place > record(chat).getReadPlace();
    if (further) {
      change(chat, to -> to.setReadPlace(place));
    }
    return further;
  }

  /**
   * The other side has read up to there; never back.
   *
   * @return false when that was known
   */
  public boolean theirs(BareJid chat, long place) throws StoreException {
    boolean further = place > record(chat).getTheirPlace();
    if (further) {
      change(chat, to -> to.setTheirPlace(place));
    }
    return further;
  }

  /** A person wants to come back to it, or has. */
  public void markUnread(BareJid chat, boolean marked) throws StoreException {
    if (record(chat).getMarkedUnread() != marked) {
      change(chat, to -> to.setMarkedUnread(marked));
    }
  }

  public void pin(BareJid chat, boolean pinned) throws StoreException {
    change(chat, to -> to.setPinned(pinned));
  }

  public void archive(BareJid chat, boolean archived) throws StoreException {
    change(chat, to -> to.setArchived(archived));
  }

  /**
   * Nobody is disturbed until then.
   *
   * @param until empty for no longer, {@link Instant#MAX} for good
   */
  public void mute(BareJid chat, Optional<Instant> until) throws StoreException {
    long ms =
        until.map(at -> at.equals(Instant.MAX) ? Long.MAX_VALUE : at.toEpochMilli()).orElse(0L);
    change(chat, to -> to.setMutedUntilMs(ms));
  }

  /** What is written there now: it lasts as long as is set, if it does not say so itself. */
  public Content lasting(BareJid chat, Content content) throws StoreException {
    Optional<Duration> usual = of(chat).lifetime();
    return content.lifetime().isPresent() || !usual.isPresent()
        ? content
        : content.lasting(usual.get());
  }

  /** What is written there from now on lasts so long; zero for ever. */
  public void lifetime(BareJid chat, Duration lifetime) throws StoreException {
    change(chat, to -> to.setLifetimeS(lifetime.toMillis() / 1000));
  }

  public void draft(BareJid chat, Optional<Draft> draft) throws StoreException {
    change(
        chat,
        to -> {
          to.clearDraft().clearDraftReply();
          draft.ifPresent(each -> to.setDraft(each.text()));
          draft.flatMap(Draft::reply).ifPresent(r -> to.setDraftReply(ContentCodec.write(r)));
        });
  }

  private ChatStateRecord record(BareJid chat) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.CHAT_STATES, RowKey.of(chat.toString()));
    return value.isPresent()
        ? Stored.read(() -> ChatStateRecord.parseFrom(value.get()))
        : ChatStateRecord.getDefaultInstance();
  }

  private void change(BareJid chat, Consumer<ChatStateRecord.Builder> change)
      throws StoreException {
    ChatStateRecord.Builder to = record(chat).toBuilder().setChat(chat.toString());
    change.accept(to);
    rows.put(Tables.CHAT_STATES, RowKey.of(chat.toString()), to.build().toByteArray());
  }
}
