package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.OutboxRecord;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Outbox entries as they are stored. */
final class OutboxCodec {
  private OutboxCodec() {}

  static OutboxRecord write(Outbox.Queued queued) {
    OutboxEntry entry = queued.entry();
    OutboxPlace place = queued.place();
    OutboxRecord.Builder value =
        OutboxRecord.newBuilder()
            .setId(entry.id())
            .setKind(entry.kind().number())
            .setTo(entry.to().toString())
            .setCreatedAtMs(entry.createdAt().toEpochMilli())
            .setPosition(place.position())
            .setState(place.state().number())
            .setReturned(place.returned())
            .setRepeats(place.repeats())
            .setTakenAtMs(place.takenAt().map(Instant::toEpochMilli).orElse(0L));
    entry
        .only()
        .ifPresent(
            only -> value.setDevice(only.device().value()).setVersion(only.version().number()));
    value.addAllContent(StoredXml.write(entry.content()));
    value.addAllSealed(StoredXml.write(entry.sealed()));
    return value.build();
  }

  static Outbox.Queued read(OutboxRecord found) throws ProtocolException {
    long takenAt = found.getTakenAtMs();
    OutboxEntry entry =
        new OutboxEntry(
            found.getId(),
            OutboxEntry.Kind.of(found.getKind()),
            BareJid.parse(found.getTo()),
            only(found),
            new StoredXml(found.getContentList()),
            new StoredXml(found.getSealedList()),
            Instant.ofEpochMilli(found.getCreatedAtMs()));
    OutboxPlace place =
        new OutboxPlace(
            found.getPosition(),
            OutboxPlace.State.of(found.getState()),
            found.getReturned(),
            found.getRepeats(),
            takenAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(takenAt)));
    return new Outbox.Queued(entry, place);
  }

  private static Optional<OutboxEntry.Only> only(OutboxRecord found) throws ProtocolException {
    return found.getDevice() == 0
        ? Optional.empty()
        : Optional.of(
            new OutboxEntry.Only(
                DeviceId.of(found.getDevice()), OmemoVersion.of(found.getVersion())));
  }

  static List<XmlElement> elements(List<String> xml) throws ProtocolException {
    List<XmlElement> elements = new ArrayList<>();
    for (String each : xml) {
      elements.add(SecureXml.parse(each));
    }
    return Collections.unmodifiableList(elements);
  }
}
