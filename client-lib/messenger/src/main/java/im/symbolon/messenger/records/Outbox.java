package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.OutboxRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is to be sent, in order. What the server took over lingers for a day, because the
 * recipient's server may still return it.
 */
public final class Outbox {
  private static final Duration LINGER = Duration.ofDays(1);
  private static final Group WAITING = Group.of("waiting");
  private static final Group TAKEN = Group.of("taken");
  private static final int PURGED_AT_ONCE = 500;

  private final Rows rows;

  public Outbox(Rows rows) {
    this.rows = rows;
  }

  /** Appends. */
  public void add(OutboxEntry entry) throws StoreException {
    put(entry, WAITING, new Sequences(rows).next("outbox", 1));
  }

  /** Replaces an entry where it stands, sealed or not. */
  public void update(OutboxEntry entry, long position) throws StoreException {
    put(entry, WAITING, position);
  }

  /** The entries that the server does not have yet, oldest first. */
  public List<Queued> waiting(int limit) throws StoreException {
    List<Queued> found = new ArrayList<>();
    for (Row row : rows.first(Tables.OUTBOX, WAITING, limit)) {
      found.add(new Queued(read(row.value()), row.position()));
    }
    return Collections.unmodifiableList(found);
  }

  /** An entry and its place in the queue. */
  public record Queued(OutboxEntry entry, long position) {}

  /** The server has it. Returns the entry when it was waiting. */
  public Optional<OutboxEntry> taken(String id, Instant now) throws StoreException {
    Optional<OutboxEntry> entry = get(id);
    if (entry.isPresent()) {
      put(entry.get(), TAKEN, now.toEpochMilli());
    }
    return entry;
  }

  /** It came back and is to be sent again, unchanged. Returns the entry when it was known. */
  public Optional<OutboxEntry> returned(String id) throws StoreException {
    Optional<OutboxEntry> entry = get(id);
    if (entry.isPresent()) {
      add(entry.get());
    }
    return entry;
  }

  /** It arrived, or will never be sent. */
  public void remove(String id) throws StoreException {
    rows.delete(Tables.OUTBOX, RowKey.of(id));
  }

  public Optional<OutboxEntry> get(String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OUTBOX, RowKey.of(id));
    return !value.isPresent() ? Optional.empty() : Optional.of(read(value.get()));
  }

  /** Forgets what was taken over long enough ago. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.first(Tables.OUTBOX, TAKEN, PURGED_AT_ONCE)) {
      if (Instant.ofEpochMilli(row.position()).plus(LINGER).isAfter(now)) {
        return;
      }
      rows.delete(Tables.OUTBOX, row.key());
    }
  }

  private void put(OutboxEntry entry, Group group, long position) throws StoreException {
    OutboxRecord.Builder value =
        OutboxRecord.newBuilder()
            .setId(entry.id())
            .setKind(entry.kind().number())
            .setTo(entry.to().toString())
            .setCreatedAtMs(entry.createdAt().toEpochMilli());
    entry.onlyDevice().ifPresent(device -> value.setDevice(device.value()));
    entry.content().forEach(element -> value.addContent(element.toXml()));
    entry.sealed().forEach(element -> value.addSealed(element.toXml()));
    rows.put(Tables.OUTBOX, RowKey.of(entry.id()), group, position, value.build().toByteArray());
  }

  private static OutboxEntry read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          OutboxRecord found = OutboxRecord.parseFrom(value);
          int device = found.getDevice();
          return new OutboxEntry(
              found.getId(),
              OutboxEntry.Kind.of(found.getKind()),
              BareJid.parse(found.getTo()),
              device == 0 ? Optional.empty() : Optional.of(DeviceId.of(device)),
              elements(found.getContentList()),
              elements(found.getSealedList()),
              Instant.ofEpochMilli(found.getCreatedAtMs()));
        });
  }

  static List<XmlElement> elements(List<String> xml) throws ProtocolException {
    List<XmlElement> elements = new ArrayList<>();
    for (String each : xml) {
      elements.add(SecureXml.parse(each.getBytes(StandardCharsets.UTF_8)));
    }
    return Collections.unmodifiableList(elements);
  }
}
