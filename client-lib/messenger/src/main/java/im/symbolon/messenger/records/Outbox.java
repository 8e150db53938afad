package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.OutboxPlace.State;
import im.symbolon.messenger.records.wire.OutboxRecord;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What is to be sent, in order for each contact. An entry <em>waits</em>, is <em>under way</em>
 * once it was handed to the connection, and is <em>taken</em> when the own server has it. Taken
 * ones linger, because the recipient's server may return them or lose them; until they are
 * confirmed they can be sent again, byte for byte.
 */
public final class Outbox {
  private final Rows rows;

  public Outbox(Rows rows) {
    this.rows = rows;
  }

  /** One entry and where it stands. */
  public record Queued(OutboxEntry entry, OutboxPlace place) {}

  /** Appends. */
  public void add(OutboxEntry entry) throws StoreException {
    put(new Queued(entry, OutboxPlace.at(new Sequences(rows).next("outbox", 1))));
  }

  /** Replaces what is sent; the place stays. */
  public void update(Queued queued, OutboxEntry entry) throws StoreException {
    put(new Queued(entry, queued.place()));
  }

  /** Handed to the connection, sealed as it now is. */
  public void underway(Queued queued, OutboxEntry sealed) throws StoreException {
    put(new Queued(sealed, queued.place().underway()));
  }

  /** The entries for a contact that are to be sent, oldest first. */
  public List<Queued> waiting(BareJid contact, int limit) throws StoreException {
    return first(group(State.WAITING, contact), limit);
  }

  /** That entry as it is now, when it still waits. */
  public Optional<Queued> stillWaiting(Queued before) throws StoreException {
    return get(before.entry().id()).filter(now -> now.place().state() == State.WAITING);
  }

  /** The newest entry for a contact that is to be sent. */
  public Optional<Queued> newest(BareJid contact) throws StoreException {
    List<Row> last = rows.newest(Tables.OUTBOX, group(State.WAITING, contact), 1);
    return last.isEmpty() ? Optional.empty() : Optional.of(read(last.get(0).value()));
  }

  /** What the server took and no device of the contact has confirmed, oldest first. */
  public List<Queued> unconfirmed(BareJid contact, int limit) throws StoreException {
    return first(group(State.TAKEN, contact), limit);
  }

  private List<Queued> first(Group group, int limit) throws StoreException {
    List<Queued> found = new ArrayList<>();
    for (Row row : rows.first(Tables.OUTBOX, group, limit)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * After a start: what was under way waits again.
   *
   * @return everybody for whom something waits
   */
  public Set<BareJid> recover() throws StoreException {
    Set<BareJid> contacts = new TreeSet<>();
    for (Row row : rows.all(Tables.OUTBOX)) {
      Queued queued = read(row.value());
      if (queued.place().state() == State.UNDERWAY) {
        put(new Queued(queued.entry(), queued.place().waiting()));
      }
      if (queued.place().state() != State.TAKEN) {
        contacts.add(queued.entry().to());
      }
    }
    return contacts;
  }

  /** Everybody for whom something is to be sent. */
  public Set<BareJid> awaited() throws StoreException {
    Set<BareJid> contacts = new TreeSet<>();
    for (Row row : rows.all(Tables.OUTBOX)) {
      Queued queued = read(row.value());
      if (queued.place().state() == State.WAITING) {
        contacts.add(queued.entry().to());
      }
    }
    return contacts;
  }

  /** The server has it. Returns the entry with its new place when it was known. */
  public Optional<Queued> taken(String id, Instant now) throws StoreException {
    return move(id, place -> place.taken(now));
  }

  /** Nobody knows whether the server has it: it waits again. */
  public Optional<Queued> dropped(String id) throws StoreException {
    return move(id, OutboxPlace::waiting);
  }

  /** It came back, and is to be sent again, unchanged and in its old place. */
  public Optional<Queued> returned(String id) throws StoreException {
    return move(id, OutboxPlace::cameBack);
  }

  /** It may have been lost, and is sent once more. */
  public void repeat(Queued queued) throws StoreException {
    put(new Queued(queued.entry(), queued.place().repeated()));
  }

  private Optional<Queued> move(String id, UnaryOperator<OutboxPlace> step) throws StoreException {
    Optional<Queued> queued = get(id);
    if (!queued.isPresent()) {
      return Optional.empty();
    }
    Queued moved = new Queued(queued.get().entry(), step.apply(queued.get().place()));
    put(moved);
    return Optional.of(moved);
  }

  /** It arrived, or will never be sent. */
  public void remove(String id) throws StoreException {
    rows.delete(Tables.OUTBOX, RowKey.of(id));
  }

  public Optional<Queued> get(String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OUTBOX, RowKey.of(id));
    return !value.isPresent() ? Optional.empty() : Optional.of(read(value.get()));
  }

  /** Forgets what was taken over long enough ago. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.all(Tables.OUTBOX)) {
      Queued queued = read(row.value());
      if (queued.place().isOver(queued.entry().kind(), now)) {
        rows.delete(Tables.OUTBOX, row.key());
      }
    }
  }

  /**
   * Nothing that was sealed is sent any more: messages are to be sealed anew, in their places, with
   * what the history says; receipts that were sealed, what only served sessions and sender chains
   * are gone.
   */
  public void unseal(BareJid account) throws StoreException {
    for (Row row : rows.all(Tables.OUTBOX)) {
      Queued queued = read(row.value());
      OutboxEntry entry = queued.entry();
      boolean chain = entry.kind() == OutboxEntry.Kind.CHAIN;
      boolean waits = !entry.isEmpty() && !entry.isSealed() && !chain;
      if (!waits && !unseal(queued, account).isPresent()) {
        rows.delete(Tables.OUTBOX, row.key());
      }
    }
  }

  /** That message is to be sealed anew, in its place; empty when it is none of the history. */
  public Optional<Queued> unseal(Queued queued, BareJid account) throws StoreException {
    OutboxEntry entry = queued.entry();
    Optional<ChatMessage> said =
        entry.kind().isMessage()
            ? new Messages(rows).get(entry.to(), account, entry.id())
            : Optional.empty();
    if (!said.isPresent()) {
      return Optional.empty();
    }
    Queued anew = new Queued(entry.anew(said.get()), queued.place());
    put(anew);
    return Optional.of(anew);
  }

  private void put(Queued queued) throws StoreException {
    OutboxEntry entry = queued.entry();
    rows.put(
        Tables.OUTBOX,
        RowKey.of(entry.id()),
        group(queued.place().state(), entry.to()),
        queued.place().position(),
        OutboxCodec.write(queued).toByteArray());
  }

  private static Queued read(byte[] value) throws StoreException {
    return Stored.read(() -> OutboxCodec.read(OutboxRecord.parseFrom(value)));
  }

  private static Group group(State state, BareJid contact) {
    return Group.of(state.name(), contact.toString());
  }
}
