package im.symbolon.messenger.core;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;

/** Queues what one device says to one other, which no person reads. */
public final class ControlPost {
  private final Surroundings surroundings;

  public ControlPost(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** That device alone, in the version that carries control content. */
  public static OutboxEntry.Only only(DeviceAddress to) {
    return new OutboxEntry.Only(to.device(), OmemoVersion.OMEMO_2);
  }

  /** Queues it, in this transaction. Whether anything may leave there is asked before. */
  public void add(Rows rows, DeviceAddress to, XmlElement content, Outcome outcome)
      throws StoreException {
    new Outbox(rows)
        .add(
            OutboxEntry.control(
                surroundings.newId(),
                to.account(),
                only(to),
                List.of(content),
                surroundings.clock().instant()));
    outcome.queued(to.account());
  }
}
