package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.SessionRecord;
import im.symbolon.messenger.records.wire.SessionsRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.session.Session;
import im.symbolon.ratchet.session.SessionCodec;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions with each device of others, and of our own other devices: a book for each version of
 * OMEMO, as what was begun in one version goes on in it.
 */
public final class Sessions {
  private final Rows rows;

  public Sessions(Rows rows) {
    this.rows = rows;
  }

  /** What there is with one device; never null, often empty. */
  public SessionBook with(DeviceAddress peer, OmemoVersion version) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SESSIONS, key(peer, version));
    return value.isPresent() ? read(value.get()) : SessionBook.EMPTY;
  }

  /** True when there is a session with that device, in whatever version. */
  public boolean any(DeviceAddress peer) throws StoreException {
    for (OmemoVersion version : OmemoVersion.values()) {
      if (with(peer, version).newest().isPresent()) {
        return true;
      }
    }
    return false;
  }

  public void save(DeviceAddress peer, OmemoVersion version, SessionBook book)
      throws StoreException {
    put(key(peer, version), peer.account(), book);
  }

  /** The next message to each device of that account begins a new session. */
  public void renew(BareJid account) throws StoreException {
    for (Row row : rows.first(Tables.SESSIONS, group(account), Rows.MAX_LIMIT)) {
      put(row.key(), account, read(row.value()).renewed());
    }
  }

  /** Destroys all sessions with that device. */
  public void remove(DeviceAddress peer) throws StoreException {
    for (OmemoVersion version : OmemoVersion.values()) {
      rows.delete(Tables.SESSIONS, key(peer, version));
    }
  }

  /** Destroys every session with everybody. */
  public void removeAll() throws StoreException {
    for (Row row : rows.all(Tables.SESSIONS)) {
      rows.delete(Tables.SESSIONS, row.key());
    }
  }

  private void put(RowKey key, BareJid account, SessionBook book) throws StoreException {
    SessionsRecord.Builder out = SessionsRecord.newBuilder().setRenewalDue(book.renewalDue());
    for (SessionBook.Entry entry : book.entries()) {
      try (SessionSnapshot snapshot = entry.session().snapshot()) {
        out.addSessions(
            SessionRecord.newBuilder()
                .setSnapshot(ByteString.copyFrom(snapshot.expose()))
                .setLastReceivedMs(entry.lastReceived().toEpochMilli()));
      }
    }
    rows.put(Tables.SESSIONS, key, group(account), 0, out.build().toByteArray());
  }

  private static SessionBook read(byte[] value) throws StoreException {
    return Stored.read(() -> read(SessionsRecord.parseFrom(value)));
  }

  private static SessionBook read(SessionsRecord stored) throws Exception {
    List<SessionBook.Entry> entries = new ArrayList<>();
    for (SessionRecord each : stored.getSessionsList()) {
      try (SessionSnapshot snapshot = SessionSnapshot.of(each.getSnapshot().toByteArray())) {
        Session session = SessionCodec.decode(snapshot);
        entries.add(new SessionBook.Entry(session, Instant.ofEpochMilli(each.getLastReceivedMs())));
      }
    }
    return new SessionBook(entries, stored.getRenewalDue());
  }

  private static RowKey key(DeviceAddress peer, OmemoVersion version) {
    return RowKey.of(peer.account().toString(), peer.device().toString()).and(version.number());
  }

  private static Group group(BareJid account) {
    return Group.of(account.toString());
  }
}
