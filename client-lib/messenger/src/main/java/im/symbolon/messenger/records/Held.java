package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/**
 * Stanzas that arrived while older ones are still being fetched from an archive. They lie beside
 * the {@link Inbox}, as safely, and enter it behind those.
 */
public final class Held {
  private final Rows rows;
  private final Group group;
  private final RowKey held;
  private final RowKey archived;

  private Held(Rows rows, Group group, RowKey held, RowKey archived) {
    this.rows = rows;
    this.group = group;
    this.held = held;
    this.archived = archived;
  }

  /** What waits for the own account's archive. */
  public static Held ofAccount(Rows rows) {
    return new Held(rows, Group.of("held"), RowKey.of("held"), RowKey.of("archived"));
  }

  /** What waits for that room's archive. */
  public static Held ofRoom(Rows rows, BareJid room) {
    String of = room.toString();
    return new Held(
        rows,
        Group.of("held of a room", of),
        RowKey.of("held of a room", of),
        RowKey.of("archived by a room", of));
  }

  /**
   * Appends a stanza.
   *
   * @param archiveId the archive's id for it
   */
  public void add(
      IncomingStanza stanza, Optional<Note> refused, Optional<String> archiveId, Instant now)
      throws StoreException {
    long position = new Sequences(rows).next("inbox", 1);
    RowKey key = held.and(position);
    if (archiveId.isPresent() && !rows.get(Tables.INBOX, twin(archiveId.get())).isPresent()) {
      key = twin(archiveId.get());
    }
    rows.put(Tables.INBOX, key, group, position, Inbox.write(stanza, refused, now));
  }

  /** Whether nothing is held any more. */
  public boolean isEmpty() throws StoreException {
    return rows.first(Tables.INBOX, group, 1).isEmpty();
  }

  /** The archive gave the message with this id, in its place: what is held of it is not needed. */
  public void replaced(String archiveId) throws StoreException {
    rows.delete(Tables.INBOX, twin(archiveId));
  }

  /**
   * Moves the oldest into the inbox.
   *
   * @return false when there are no more
   */
  public boolean release(int limit) throws StoreException {
    boolean any = false;
    for (Row row : rows.first(Tables.INBOX, group, limit)) {
      rows.delete(Tables.INBOX, row.key());
      Inbox.append(rows, row.value());
      any = true;
    }
    return any;
  }

  private RowKey twin(String archiveId) {
    return archived.and(archiveId);
  }
}
