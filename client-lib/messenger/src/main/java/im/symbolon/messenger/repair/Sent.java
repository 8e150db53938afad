package im.symbolon.messenger.repair;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a message takes along, and what is remembered of it, so that it can be repaired. */
public final class Sent {
  private final Ground ground;

  public Sent(Surroundings surroundings, ThisDevice self) {
    this.ground = new Ground(surroundings, self);
  }

  /** Which device lists a message to that account says that it used. */
  public Optional<ListTags> tags(Rows rows, BareJid to) throws StoreException {
    Listed lists = ground.listed(rows);
    return ListTags.of(lists.used(ground.account()), lists.used(to));
  }

  /** A message was sealed for these devices, with these keys: in the transaction that does so. */
  public void sealed(Rows rows, String id, BareJid to, Map<DeviceAddress, Fingerprint> devices)
      throws StoreException {
    Listed lists = ground.listed(rows);
    List<Recipient> recipients = new ArrayList<>();
    for (Map.Entry<DeviceAddress, Fingerprint> each : devices.entrySet()) {
      long serial = lists.serial(each.getKey().account());
      recipients.add(new Recipient(each.getKey(), each.getValue(), serial));
    }
    Snapshot sent = new Snapshot(to, lists.word(to).root(), ground.now(), recipients, false);
    new RecipientSnapshots(rows).put(id, sent);
  }
}
