package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.WakeUp;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwedReceipts;
import im.symbolon.messenger.records.OwedReceipts.Owed;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Tells others that their messages in groups came, and were read, without a storm of stanzas: what
 * comes within ten seconds goes together, one stanza to each writer in a minute at most, and none
 * at all in groups of more than 50.
 */
final class ReceiptCare {
  /** In larger groups nobody confirms anything. */
  static final int MAX_MEMBERS = 50;

  private static final Logger LOG = Logger.getLogger(ReceiptCare.class.getName());
  private static final Duration COLLECTED = Duration.ofSeconds(10);
  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  /** By then nobody waits for it any more. */
  private static final Duration WAITED_FOR = Duration.ofDays(14);

  /** To one account; what is beyond that was long ago. */
  private static final int MAX_OWED = 500;

  private static final int AT_ONCE = 200;

  private final Surroundings surroundings;
  private final GroupEngine.Net net;
  private final Gated gated;
  private final WakeUp wakeUp;

  ReceiptCare(Surroundings surroundings, GroupEngine.Net net) {
    this.surroundings = surroundings;
    this.net = net;
    this.gated = new Gated(surroundings, net.act());
    this.wakeUp = new WakeUp(surroundings.clock(), net.worker(), Duration.ZERO, this::work);
  }

  /** A message came; in the transaction that stores it. */
  void got(Gate gate, GroupState group, ChatMessage message) throws StoreException {
    boolean waitedFor = message.time().plus(WAITED_FOR).isAfter(gate.now());
    if (waitedFor && isConfirmed(group, message)) {
      owe(gate, message, false);
    }
  }

  /** A person has read what is in the chat now. */
  void read(Gate gate, GroupState group) throws StoreException {
    Groups groups = new Groups(gate.rows());
    long before = groups.readPlace(group.room());
    long last = before;
    for (Messages.Placed each :
        new Messages(gate.rows()).before(group.room(), Long.MAX_VALUE, AT_ONCE)) {
      if (each.place() > before && isConfirmed(group, each.message())) {
        owe(gate, each.message(), true);
      }
      last = Math.max(last, each.place());
    }
    if (last > before) {
      groups.readPlace(group.room(), last);
    }
  }

  private boolean isConfirmed(GroupState group, ChatMessage message) {
    return !message.sender().equals(surroundings.account())
        && !message.note().isPresent()
        && group.readers().size() <= MAX_MEMBERS
        && Optional.ofNullable(group.membership().readers().get(message.sender()))
            .filter(each -> !each.isForeign())
            .isPresent();
  }

  private void owe(Gate gate, ChatMessage message, boolean read) throws StoreException {
    OwedReceipts all = new OwedReceipts(gate.rows());
    Owed before = all.of(message.chat(), message.sender());
    Instant soon = gate.now().plus(COLLECTED);
    Instant due = before.isEmpty() ? later(soon, before.toldAt().plus(ONCE_IN)) : before.due();
    all.put(before.and(message.id(), read, MAX_OWED).at(due));
    gate.outcome().afterwards(() -> net.worker().execute(() -> wakeUp.at(due)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** There is a new connection. */
  void connected() {
    net.worker().execute(this::work);
  }

  private void work() {
    if (!net.online().getAsBoolean()) {
      return; // each new connection begins anew
    }
    try {
      gated.call(this::work).ifPresent(wakeUp::at);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Optional<Instant> work(Gate gate) throws StoreException {
    OwedReceipts all = new OwedReceipts(gate.rows());
    for (Owed each : all.first(AT_ONCE)) {
      if (!each.due().isAfter(gate.now())) {
        tell(gate, all, each);
      }
    }
    return all.first(1).stream().map(Owed::due).findFirst();
  }

  private void tell(Gate gate, OwedReceipts all, Owed owed) throws StoreException {
    Optional<GroupState> group = GroupState.joined(gate.rows(), owed.room());
    if (owed.isEmpty() || !group.isPresent() || !group.get().isReader(owed.account())) {
      all.remove(owed);
      return;
    }
    List<String> read = first(owed.read(), GroupReceipts.MAX);
    List<String> received = first(owed.received(), GroupReceipts.MAX - read.size());
    GroupReceipts receipts = new GroupReceipts(group.get().entry().place(), received, read);
    BareJid to = owed.account();
    gate.queue(OutboxEntry.groupReceipt(surroundings.newId(), to, receipts.toXml(), gate.now()));
    // It stays for a minute, also when nothing is left: whatever comes then goes after that.
    all.put(
        new Owed(
            owed.room(),
            to,
            owed.received().subList(received.size(), owed.received().size()),
            owed.read().subList(read.size(), owed.read().size()),
            gate.now(),
            gate.now().plus(ONCE_IN)));
  }

  private static List<String> first(List<String> of, int most) {
    return of.subList(0, Math.min(most, of.size()));
  }
}
