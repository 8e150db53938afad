package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A device that sent nothing for a day tells its account's other devices of ours that it is still
 * there, by an empty message each: or they would take it for gone.
 */
public final class Hello {
  private static final Duration QUIET = Duration.ofDays(1);

  private final Surroundings surroundings;
  private final ThisDevice self;

  public Hello(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** Puts it into the outbox, if it is due. */
  public Outcome sayIfDue() throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              say(rows, outcome);
              return null;
            });
    return outcome;
  }

  private void say(Rows rows, Outcome outcome) throws StoreException {
    OwnSightings sightings = new OwnSightings(rows);
    Instant now = surroundings.clock().instant();
    Optional<SignedDeviceList> list = new OwnAccount(rows).accepted();
    Optional<Instant> last = sightings.lastSaid();
    boolean quiet =
        !last.filter(then -> Duration.between(then, now).abs().compareTo(QUIET) < 0).isPresent();
    if (!list.isPresent() || !quiet) {
      return;
    }
    for (ListedDevice each : list.get().devices()) {
      if (each.kind() == DeviceKind.SYMBOLON && !each.id().equals(self.id())) {
        OutboxEntry.Only only = new OutboxEntry.Only(each.id(), OmemoVersion.OMEMO_2);
        new Outbox(rows).add(OutboxEntry.empty(surroundings.newId(), self.account(), only, now));
        outcome.queued(self.account());
      }
    }
    sightings.said(now);
  }
}
