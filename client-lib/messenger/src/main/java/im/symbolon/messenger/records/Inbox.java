package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.wire.InboxRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Stanzas as they arrived, not looked at yet. A stanza lies here before the server is told that it
 * was received, so a crash at any moment loses nothing.
 */
public final class Inbox {
  private static final Group ARRIVED = Group.of("arrived");

  private final Rows rows;

  public Inbox(Rows rows) {
    this.rows = rows;
  }

  /**
   * One stanza and when it arrived.
   *
   * @param refused why it is not even looked at
   */
  public record Arrived(RowKey key, IncomingStanza stanza, Instant at, Optional<Note> refused) {
    /** When it was sent, as far as the servers on its way said that they kept it. */
    public Instant sentAt() {
      return stanza.delayedSince().orElse(at);
    }
  }

  /** Appends a stanza, which must be small; see {@code Intake}. */
  public void add(IncomingStanza stanza, Optional<Note> refused, Instant now)
      throws StoreException {
    append(rows, write(stanza, refused, now));
  }

  /** Appends what came before, and could not be dealt with then. */
  public void again(Arrived arrived) throws StoreException {
    append(rows, write(arrived));
  }

  static void append(Rows rows, byte[] written) throws StoreException {
    long position = new Sequences(rows).next("inbox", 1);
    rows.put(Tables.INBOX, RowKey.of("stanza").and(position), ARRIVED, position, written);
  }

  /** As it came and lay here. */
  static byte[] write(Arrived arrived) {
    return write(arrived.stanza(), arrived.refused(), arrived.at());
  }

  static byte[] write(IncomingStanza stanza, Optional<Note> refused, Instant now) {
    InboxRecord.Builder value =
        InboxRecord.newBuilder()
            .setFrom(stanza.from().toString())
            .setTo(stanza.to().toString())
            .setId(stanza.id().orElse(""))
            .setType(stanza.type())
            .setOrigin(number(stanza.origin()))
            .setDelayedSinceMs(stanza.delayedSince().map(Instant::toEpochMilli).orElse(0L))
            .setArrivedAtMs(now.toEpochMilli())
            .setError(stanza.error().map(StanzaError::condition).orElse(""))
            .setRefused(refused.map(Note::number).orElse(0));
    stanza.extensions().forEach(element -> value.addExtensions(element.toXml()));
    return value.build().toByteArray();
  }

  /** The oldest stanzas, in order of arrival. */
  public List<Arrived> first(int limit) throws StoreException {
    List<Arrived> found = new ArrayList<>();
    for (Row row : rows.first(Tables.INBOX, ARRIVED, limit)) {
      found.add(read(row.key(), row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** It was dealt with. */
  public void remove(Arrived arrived) throws StoreException {
    rows.delete(Tables.INBOX, arrived.key());
  }

  static Arrived read(RowKey key, byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          InboxRecord found = InboxRecord.parseFrom(value);
          long delayed = found.getDelayedSinceMs();
          Optional<Note> refused = Note.of(found.getRefused());
          List<XmlElement> extensions = List.of();
          try {
            extensions = OutboxCodec.elements(found.getExtensionsList());
          } catch (ProtocolException e) {
            refused = Optional.of(Note.NOT_AUTHENTIC); // somebody else wrote that, not we
          }
          IncomingStanza stanza =
              new IncomingStanza(
                  EntityAddress.parse(found.getFrom()),
                  EntityAddress.parse(found.getTo()),
                  text(found.getId()),
                  found.getType(),
                  IncomingStanza.Origin.values()[found.getOrigin()],
                  delayed == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(delayed)),
                  extensions,
                  text(found.getError()).map(c -> new StanzaError(c, "cancel", Optional.empty())),
                  Optional.empty());
          Instant at = Instant.ofEpochMilli(found.getArrivedAtMs());
          return new Arrived(key, stanza, at, refused);
        });
  }

  private static Optional<String> text(String stored) {
    return stored.isEmpty() ? Optional.empty() : Optional.of(stored);
  }

  private static int number(IncomingStanza.Origin origin) {
    return switch (origin) {
      case LIVE -> 0;
      case CARBON_SENT -> 1;
      case CARBON_RECEIVED -> 2;
      case ARCHIVE -> 3;
    };
  }
}
