package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.ChainPost;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** For whom a sender chain is to be sealed: exactly the devices that lack it and may have it. */
final class ChainRecipients implements Recipients.Chains {
  private final Surroundings surroundings;
  private final ChainPost chains;

  ChainRecipients(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.chains = new ChainPost(surroundings, self);
  }

  @Override
  public List<Recipient> of(OutboxEntry entry) throws StoreException {
    List<DeviceAddress> devices =
        surroundings
            .store()
            .transaction(
                rows ->
                    chains.devices(
                        new Gate(rows, surroundings.clock().instant(), new Outcome()), entry));
    List<Recipient> recipients = new ArrayList<>();
    for (DeviceAddress each : devices) {
      recipients.add(new Recipient(each, List.of(OmemoVersion.OMEMO_2)));
    }
    return Collections.unmodifiableList(recipients);
  }
}
