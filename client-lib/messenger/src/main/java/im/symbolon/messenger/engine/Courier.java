package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.NotSendable;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Sealed;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.rollback.OpenStream;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.ListedDevice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what waits for one contact, in order: seals what is not sealed, and hands it over. What
 * cannot be sealed because the contact has no devices yet holds up later messages, but not what is
 * for one device alone. Used by one thread for one contact at a time.
 */
final class Courier {
  private static final Logger LOG = Logger.getLogger(Courier.class.getName());
  private static final int AT_ONCE = 50;

  private final Surroundings surroundings;
  private final OpenStream stream;
  private final Outbound outbound;
  private final Failures failures;
  private final Consumer<Outcome> act;

  Courier(
      Surroundings surroundings,
      OpenStream stream,
      Outbound outbound,
      Failures failures,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.stream = stream;
    this.outbound = outbound;
    this.failures = failures;
    this.act = act;
  }

  /** How it went. */
  enum Result {
    /** Nothing waits any more. */
    DONE,
    /** Some wait for the contact's devices or server, or for the connection. */
    LATER
  }

  Result deliver(BareJid contact) throws StoreException {
    for (List<Outbox.Queued> batch = waiting(contact); !batch.isEmpty(); batch = waiting(contact)) {
      if (deliver(batch) == Result.LATER) {
        return Result.LATER;
      }
    }
    return Result.DONE;
  }

  private Result deliver(List<Outbox.Queued> batch) throws StoreException {
    boolean stuck = false;
    for (Outbox.Queued queued : batch) {
      if (!stream.isOpen()) {
        return Result.LATER;
      }
      if (!stuck || queued.entry().only().isPresent() || queued.entry().isControl()) {
        stuck |= deliver(queued) == Result.LATER;
      }
    }
    return stuck ? Result.LATER : Result.DONE;
  }

  private List<Outbox.Queued> waiting(BareJid contact) throws StoreException {
    return surroundings.store().transaction(rows -> new Outbox(rows).waiting(contact, AT_ONCE));
  }

  private Result deliver(Outbox.Queued queued) throws StoreException {
    OutboxEntry entry = queued.entry();
    if (entry.isStale(surroundings.clock().instant())) {
      return unreachable(entry);
    }
    try {
      Sealed sealed = entry.isSealed() ? again(queued) : outbound.seal(queued);
      if (sealed instanceof Sealed.Stale stale) {
        sealed = outbound.seal(stale.anew());
      }
      if (sealed instanceof Sealed.Ready ready) {
        send(ready.entry());
      } else if (sealed instanceof Sealed.Unreachable) {
        return unreachable(entry);
      }
      return Result.DONE;
    } catch (TransportException e) {
      LOG.log(Level.FINE, "{0} waits: {1}", new Object[] {entry, e.reason()});
      return Result.LATER;
    } catch (NotSendable e) {
      LOG.log(Level.WARNING, "{0} is not sent: {1}", new Object[] {entry, e.getMessage()});
      failures.notSendable(entry);
      return Result.DONE;
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.TOO_LARGE) {
        throw e;
      }
      failures.notSendable(entry);
      return Result.DONE;
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      // A mistake of ours about one message must neither stop the others nor stay unseen.
      LOG.log(Level.SEVERE, "{0} cannot be sealed: {1}", new Object[] {entry, e.getClass()});
      failures.notSendable(entry);
      return Result.DONE;
    }
  }

  private Sealed again(Outbox.Queued before) throws StoreException {
    Outcome outcome = new Outcome();
    Sealed sealed = surroundings.store().transaction(rows -> again(rows, before, outcome));
    act.accept(outcome);
    return sealed;
  }

  /**
   * Byte for byte, but for devices that are not to have it any more; stored as it was. What none of
   * them may have any more is sealed anew.
   */
  private Sealed again(Rows rows, Outbox.Queued before, Outcome outcome) throws StoreException {
    Outbox outbox = new Outbox(rows);
    Optional<Outbox.Queued> queued = outbox.stillWaiting(before);
    if (!queued.isPresent()) {
      return new Sealed.Gone();
    }
    OutboxEntry entry = queued.get().entry();
    Gate gate = new Gate(rows, surroundings.clock().instant(), outcome);
    Optional<Sealed> group = outbound.groupAgain(gate, queued.get());
    if (group.isPresent()) {
      return group.get();
    }
    Optional<OutboxEntry> open =
        entry.kind() == OutboxEntry.Kind.LINK
            ? Optional.of(entry)
            : new Withheld(gate, surroundings.account()).from(entry);
    if (!open.isPresent()) {
      return stale(outbox, queued.get(), gate);
    }
    outbox.underway(queued.get(), entry);
    return new Sealed.Ready(open.get());
  }

  /** A person whose devices all were replaced has others now, which may have it. */
  private Sealed stale(Outbox outbox, Outbox.Queued queued, Gate gate) throws StoreException {
    Optional<Outbox.Queued> anew =
        reachesOthers(gate, queued.entry().to())
            ? outbox.unseal(queued, surroundings.account())
            : Optional.empty();
    if (anew.isPresent()) {
      return new Sealed.Stale(anew.get());
    }
    gate.waitsForTrust(queued.entry());
    return new Sealed.Unreachable();
  }

  private static boolean reachesOthers(Gate gate, BareJid contact) throws StoreException {
    Optional<AcceptedList> list = new People(gate.rows()).of(contact).flatMap(Person::accepted);
    if (list.isPresent()) {
      for (ListedDevice each : list.get().devices()) {
        if (gate.isOpenTo(new DeviceAddress(contact, each.id()))) {
          return true;
        }
      }
    }
    return false;
  }

  private void send(OutboxEntry entry) throws TransportException, StoreException {
    try {
      OutgoingStanza.Type type =
          entry.kind().isOfRoom() ? OutgoingStanza.Type.GROUPCHAT : OutgoingStanza.Type.CHAT;
      stream.send(new OutgoingStanza(entry.id(), entry.to(), type, entry.sealed()));
    } catch (TransportException e) {
      surroundings.store().transaction(rows -> new Outbox(rows).dropped(entry.id()));
      throw e;
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "{0} is under way already", entry); // its fate will be told
    }
  }

  /** The contact has no device with keys: messages wait for one, the rest is of no use later. */
  private Result unreachable(OutboxEntry entry) throws StoreException {
    if (entry.kind().isMessage()) {
      return Result.LATER;
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Outbox(rows).remove(entry.id());
              ChainHolders.failed(rows, entry, surroundings.clock().instant());
              return null;
            });
    return Result.DONE;
  }
}
