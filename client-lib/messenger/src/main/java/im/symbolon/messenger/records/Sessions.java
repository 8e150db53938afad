package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.SessionRecord;
import im.symbolon.messenger.records.wire.SessionsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.ratchet.session.Session;
import im.symbolon.ratchet.session.SessionCodec;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions with each device of others, and of our own other devices. */
public final class Sessions {
  private final Rows rows;

  public Sessions(Rows rows) {
    this.rows = rows;
  }

  /** What there is with one device; never null, often empty. */
  public SessionBook with(DeviceAddress peer) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SESSIONS, key(peer));
    if (!value.isPresent()) {
      return SessionBook.EMPTY;
    }
    return Stored.read(() -> read(SessionsRecord.parseFrom(value.get())));
  }

  public void save(DeviceAddress peer, SessionBook book) throws StoreException {
    SessionsRecord.Builder out = SessionsRecord.newBuilder();
    book.rebuilt().forEach(at -> out.addRebuiltAtMs(at.toEpochMilli()));
    for (SessionBook.Entry entry : book.entries()) {
      try (SessionSnapshot snapshot = entry.session().snapshot()) {
        out.addSessions(
            SessionRecord.newBuilder()
                .setSnapshot(ByteString.copyFrom(snapshot.expose()))
                .setLastReceivedMs(entry.lastReceived().toEpochMilli()));
      }
    }
    rows.put(Tables.SESSIONS, key(peer), out.build().toByteArray());
  }

  private static SessionBook read(SessionsRecord stored) throws Exception {
    List<SessionBook.Entry> entries = new ArrayList<>();
    for (SessionRecord each : stored.getSessionsList()) {
      try (SessionSnapshot snapshot = SessionSnapshot.of(each.getSnapshot().toByteArray())) {
        Session session = SessionCodec.decode(snapshot);
        entries.add(new SessionBook.Entry(session, Instant.ofEpochMilli(each.getLastReceivedMs())));
      }
    }
    List<Instant> rebuilt = new ArrayList<>();
    stored.getRebuiltAtMsList().forEach(at -> rebuilt.add(Instant.ofEpochMilli(at)));
    return new SessionBook(entries, rebuilt);
  }

  private static RowKey key(DeviceAddress peer) {
    return RowKey.of(peer.account().toString(), peer.device().toString());
  }
}
