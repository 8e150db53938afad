package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.Resends;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Receipts (XEP-0184), which travel sealed like any content: those that contacts give us, and those
 * that we give. Works in the transaction that deals with a stanza.
 */
final class Receipts {
  private static final int MAX_REPEATED = 5;
  private static final int MAX_TOGETHER = 50;

  /**
   * What only the archive delivers is confirmed as well, or its sender would believe it lost and
   * repeat it. Not when it is older: by then no sender waits any more, and whoever comes back after
   * years would send thousands.
   */
  private static final Duration WAITED_FOR = Duration.ofDays(30);

  private final Surroundings surroundings;

  Receipts(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A stanza that came again: its sender may not have got the receipt. */
  void again(
      Rows rows,
      IncomingStanza stanza,
      DeviceAddress sender,
      byte[] mark,
      Seen.Mark before,
      Outcome outcome)
      throws StoreException {
    boolean asked = before.receipt().isPresent() && before.repeats() < MAX_REPEATED;
    if (asked
        && stanza.origin() == IncomingStanza.Origin.LIVE
        && new Gate(rows, now(), outcome).isOpenTo(sender)) {
      receipt(rows, sender.account(), before.receipt().get(), outcome);
      new Seen(rows).put(mark, before.repeated(), now());
    }
  }

  /**
   * Contacts' receipts for our messages; a receipt is authenticated like any content. A device that
   * nothing leaves to has nothing to confirm: a server that made it up could take messages away and
   * confirm them.
   */
  void take(Rows rows, BareJid chat, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    if (sender.account().equals(surroundings.account())
        || !new Gate(rows, now(), outcome).isOpenTo(sender)) {
      return;
    }
    for (XmlElement each : envelope.content()) {
      Optional<String> id = each.attribute("id").filter(Notes::canBeOurs);
      if (each.is(Namespaces.RECEIPTS, "received") && id.isPresent()) {
        new Messages(rows)
            .advance(chat, surroundings.account(), id.get(), DeliveryState.DELIVERED)
            .ifPresent(outcome::changed);
        new Peers(rows).confirmed(sender.account());
        arrived(rows, chat, sender, id.get());
      }
    }
  }

  /**
   * It need not be repeated. Not so when that device was given it with all that it may have missed:
   * then it may never have got to their server, and to their other devices.
   */
  private void arrived(Rows rows, BareJid chat, DeviceAddress by, String id) throws StoreException {
    MessagePlace place = new MessagePlace(chat, surroundings.account());
    Outbox outbox = new Outbox(rows);
    if (!new Resends(rows).isUnseen(place, id, by)
        && outbox.get(id).filter(queued -> queued.entry().to().equals(chat)).isPresent()) {
      outbox.remove(id);
    }
  }

  /**
   * Gives a receipt where one is asked for by a device that may be written to, and returns the id
   * that it is for.
   */
  Optional<String> give(
      Rows rows, IncomingStanza stanza, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    boolean asked = envelope.content().stream().anyMatch(e -> e.is(Namespaces.RECEIPTS, "request"));
    if (!asked || !envelope.id().isPresent() || sender.account().equals(surroundings.account())) {
      return Optional.empty();
    }
    String id = envelope.id().get().value();
    if (isWaitedFor(stanza) && new Gate(rows, now(), outcome).isOpenTo(sender)) {
      receipt(rows, sender.account(), id, outcome);
    }
    return Optional.of(id);
  }

  /** Copies of what other own devices got are for those to confirm. */
  private boolean isWaitedFor(IncomingStanza stanza) {
    Instant sent = stanza.delayedSince().orElse(now());
    return stanza.origin() == IncomingStanza.Origin.LIVE
        || (stanza.origin() == IncomingStanza.Origin.ARCHIVE
            && sent.plus(WAITED_FOR).isAfter(now()));
  }

  /** Queues a receipt; several that wait together make one message. */
  private void receipt(Rows rows, BareJid contact, String id, Outcome outcome)
      throws StoreException {
    XmlElement receipt = XmlElement.element(Namespaces.RECEIPTS, "received").with("id", id).build();
    Outbox outbox = new Outbox(rows);
    Optional<Outbox.Queued> last =
        outbox
            .newest(contact)
            .filter(q -> q.entry().kind() == OutboxEntry.Kind.RECEIPT && !q.entry().isSealed())
            .filter(q -> q.entry().content().size() < MAX_TOGETHER);
    if (last.isPresent()) {
      outbox.update(last.get(), last.get().entry().and(receipt));
    } else {
      outbox.add(
          OutboxEntry.of(
              OutboxEntry.Kind.RECEIPT, surroundings.newId(), contact, List.of(receipt), now()));
    }
    outcome.queued(contact);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
