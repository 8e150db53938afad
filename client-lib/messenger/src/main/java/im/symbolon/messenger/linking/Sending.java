package im.symbolon.messenger.linking;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/** Queues what links devices. */
final class Sending {
  private final Surroundings surroundings;

  Sending(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void send(Rows rows, DeviceId to, XmlElement content, Outcome outcome) throws StoreException {
    OutboxEntry.Only only = new OutboxEntry.Only(to, OmemoVersion.OMEMO_2);
    new Outbox(rows)
        .add(
            OutboxEntry.link(
                surroundings.newId(),
                surroundings.account(),
                only,
                List.of(content),
                surroundings.clock().instant()));
    outcome.queued(surroundings.account());
  }
}
