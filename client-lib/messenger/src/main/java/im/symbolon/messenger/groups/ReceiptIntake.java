package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Reception;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Receptions;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What members say about our messages in groups: each for themselves, and about messages alone that
 * were sealed for them.
 */
final class ReceiptIntake {
  private final ThisDevice self;

  ReceiptIntake(ThisDevice self) {
    this.self = self;
  }

  void take(Gate gate, DeviceAddress sender, GroupReceipts receipts) throws StoreException {
    Optional<GroupState> group =
        GroupState.joined(gate.rows(), receipts.place().room())
            .filter(each -> each.entry().place().equals(receipts.place()))
            .filter(each -> each.isReader(sender.account()));
    if (!group.isPresent() || sender.account().equals(self.account()) || !gate.isOpenTo(sender)) {
      return;
    }
    for (String each : receipts.received()) {
      take(gate, group.get(), new Said(sender.account(), each, false));
    }
    for (String each : receipts.read()) {
      take(gate, group.get(), new Said(sender.account(), each, true));
    }
  }

  private record Said(BareJid by, String id, boolean read) {}

  private void take(Gate gate, GroupState group, Said said) throws StoreException {
    BareJid room = group.room();
    SortedSet<BareJid> meant = meant(gate, group, said.id());
    if (!meant.contains(said.by())) {
      return;
    }
    Receptions all = new Receptions(gate.rows());
    Reception before = all.of(room, said.id());
    Reception now = before.and(said.by(), said.read());
    if (now.equals(before)) {
      return;
    }
    all.put(room, said.id(), now);
    gate.outcome().news(each -> each.receptionChanged(room, said.id()));
    if (now.delivered().containsAll(meant)) {
      new Messages(gate.rows())
          .advance(room, self.account(), said.id(), DeliveryState.DELIVERED)
          .ifPresent(gate.outcome()::changed);
    }
  }

  /** For whom it was; of what another own device wrote, only who is in the group is known. */
  private SortedSet<BareJid> meant(Gate gate, GroupState group, String id) throws StoreException {
    SortedSet<BareJid> accounts = new TreeSet<>();
    Optional<ChatMessage> message = new Messages(gate.rows()).get(group.room(), self.account(), id);
    if (message.isPresent()) {
      Optional<Snapshot> sent =
          new RecipientSnapshots(gate.rows()).of(id).filter(each -> each.to().equals(group.room()));
      if (sent.isPresent()) {
        sent.get().recipients().forEach(each -> accounts.add(each.device().account()));
      } else if (message.get().senderDevice().isPresent()) {
        group.readers().stream()
            .filter(each -> !each.isForeign())
            .forEach(each -> accounts.add(each.jid()));
      }
    }
    accounts.remove(self.account());
    return accounts;
  }
}
