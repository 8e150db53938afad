package im.symbolon.messenger.history;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.HistoryGrants;
import im.symbolon.messenger.records.HistoryItems;
import im.symbolon.messenger.records.HistoryTransfer;
import im.symbolon.messenger.records.HistoryTransfers;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives the history to other own devices, and takes it from them. Every step is one transaction
 * with the stanza that caused it, and what it sends is queued in it.
 */
public final class Histories implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(Histories.class.getName());

  /** Twice in base64, the largest message and the rest stay within a stanza. */
  private static final int PART_BYTES = 48 * 1024;

  private final Surroundings surroundings;

  public Histories(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    for (XmlElement each : envelope.content()) {
      if (each.is(Namespaces.LINKING, HistoryRequest.NAME)
          || each.is(Namespaces.LINKING, HistoryPart.NAME)) {
        if (sender.account().equals(surroundings.account())) {
          take(rows, sender, each, outcome);
        }
        return true;
      }
    }
    return false;
  }

  private void take(Rows rows, DeviceAddress sender, XmlElement element, Outcome outcome)
      throws StoreException {
    Optional<Fingerprint> identity = new PeerDevices(rows).identity(sender).map(Fingerprint::of);
    if (!identity.isPresent()) {
      return;
    }
    try {
      if (element.name().equals(HistoryRequest.NAME)) {
        give(rows, sender.device(), identity.get(), HistoryRequest.decode(element), outcome);
      } else {
        take(rows, sender.device(), identity.get(), HistoryPart.decode(element), outcome);
      }
    } catch (ProtocolException e) {
      LOG.log(
          Level.WARNING, "history from {0} is not read: {1}", new Object[] {sender, e.reason()});
    }
  }

  /** Answers whoever was allowed to ask, and is a member of the account. */
  private void give(
      Rows rows, DeviceId to, Fingerprint identity, HistoryRequest question, Outcome outcome)
      throws StoreException {
    if (!new HistoryGrants(rows).allows(to, identity, now())) {
      LOG.log(Level.WARNING, "device {0} asks for a history that nobody allowed it", to);
      return;
    }
    if (!isMember(rows, to, identity)) {
      outcome.keysDue(); // it may be one since we looked, and asks again
      return;
    }
    Reader reader = new Reader(rows);
    Reader.Step step = reader.after(question.after(), PART_BYTES);
    long total = Math.max(reader.total(), step.passed());
    HistoryPart.Items items = new HistoryPart.Items(HistoryItems.write(step.messages()));
    HistoryPart part = new HistoryPart(question, step.next(), step.passed(), total, items);
    send(rows, to, idOf("part", question), part.encode(), outcome);
  }

  private static boolean isMember(Rows rows, DeviceId device, Fingerprint identity)
      throws StoreException {
    return new OwnAccount(rows)
        .accepted()
        .flatMap(list -> list.device(device))
        .filter(each -> each.kind() == DeviceKind.SYMBOLON)
        .filter(each -> Fingerprint.of(each.identity()).equals(identity))
        .isPresent();
  }

  /** Stores what came and asks for what is next; passes over what nobody waits for. */
  private void take(
      Rows rows, DeviceId from, Fingerprint identity, HistoryPart part, Outcome outcome)
      throws StoreException, ProtocolException {
    Optional<HistoryTransfer> expected =
        new HistoryTransfers(rows).current().filter(each -> answers(part, from, identity, each));
    if (!expected.isPresent()) {
      return;
    }
    for (Messages.Placed each : HistoryItems.read(part.items().bytes(), surroundings.account())) {
      new Messages(rows).insert(each);
    }
    boolean done = !part.next().isPresent();
    HistoryTransfer next =
        expected
            .get()
            .at(
                part.next().map(Cursor::text),
                new HistoryProgress(part.passed(), part.total(), done, now()));
    new HistoryTransfers(rows).put(next);
    if (!done) {
      ask(rows, next, outcome);
    }
    outcome.news(listener -> listener.historyProgressed(next.progress()));
  }

  private static boolean answers(
      HistoryPart part, DeviceId from, Fingerprint identity, HistoryTransfer transfer) {
    return transfer.from().equals(from)
        && transfer.identity().equals(identity)
        && transfer.id().equals(part.question().transfer())
        && transfer.cursor().equals(part.question().after().map(Cursor::text))
        && !transfer.progress().done();
  }

  /**
   * Begins to take the history of that device, once this one is announced as a member; another
   * transfer is given up.
   */
  public void begin(Rows rows, DeviceId from, Fingerprint identity) throws StoreException {
    new HistoryTransfers(rows)
        .put(HistoryTransfer.begin(from, identity, surroundings.newId(), now()));
  }

  /** Asks again for what did not come; returns whether anything is still to come. */
  public boolean askAgain(Rows rows, Outcome outcome) throws StoreException {
    Optional<HistoryTransfer> current =
        new HistoryTransfers(rows).current().filter(each -> !each.progress().done());
    if (current.isPresent()) {
      ask(rows, current.get(), outcome);
    }
    return current.isPresent();
  }

  private void ask(Rows rows, HistoryTransfer transfer, Outcome outcome) throws StoreException {
    try {
      Optional<Cursor> after =
          transfer.cursor().isPresent()
              ? Optional.of(Cursor.parse(transfer.cursor().get()))
              : Optional.empty();
      HistoryRequest question = new HistoryRequest(transfer.id(), after);
      send(rows, transfer.from(), idOf("request", question), question.encode(), outcome);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a place in a history that was read cannot be read", e);
    }
  }

  /** The same for the same: what is asked or answered again takes the place of what still waits. */
  private static String idOf(String kind, HistoryRequest question) {
    SigningInput input = SigningInput.labelled(kind).text(question.transfer());
    return Digests.id(input.text(question.after().map(Cursor::text).orElse("")).toBytes());
  }

  private void send(Rows rows, DeviceId to, String id, XmlElement content, Outcome outcome)
      throws StoreException {
    OutboxEntry.Only only = new OutboxEntry.Only(to, OmemoVersion.OMEMO_2);
    new Outbox(rows)
        .add(OutboxEntry.control(id, surroundings.account(), only, List.of(content), now()));
    outcome.queued(surroundings.account());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
