package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import java.time.Duration;
import java.time.Instant;

/**
 * What time does to the own list, within one transaction: it is signed anew, and devices expire.
 */
final class Upkeep {
  /** After so long a silence a device is removed, unless the owner says otherwise. */
  static final Duration EXPIRY = Duration.ofDays(90);

  /** Clocks of the own devices differ by less, or one of them is wrong. */
  private static final Duration SKEW = Duration.ofDays(1);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnSightings sightings;
  private final Outcome outcome;
  private final Pen pen;
  private final OwnAccount account;

  Upkeep(Surroundings surroundings, ThisDevice self, Rows rows, Outcome outcome) {
    this.surroundings = surroundings;
    this.self = self;
    this.sightings = new OwnSightings(rows);
    this.outcome = outcome;
    this.pen = new Pen(surroundings, self, rows);
    this.account = pen.account();
  }

  /** Does what is due. */
  void run() throws StoreException {
    sightings.listen(now());
    if (account.membership() != Membership.LINKED) {
      return;
    }
    SignedDeviceList list = account.list().get().list();
    Roster left = withoutExpired(Roster.of(list));
    if (!pen.canSign(list.certificate())) {
      return;
    }
    if (!left.equals(Roster.of(list))) {
      pen.next(list, left);
      outcome.devicesChanged(self.account());
    } else if (isStale(list)) {
      pen.next(list, left);
    }
  }

  private Roster withoutExpired(Roster roster) throws StoreException {
    Duration expiry = account.expiry().orElse(EXPIRY);
    Roster left = roster;
    for (ListedDevice each : roster.devices().values()) {
      if (!each.id().equals(self.id())
          && sightings.silence(each.id(), now()).compareTo(expiry) > 0) {
        left = left.without(each, pen.now());
      }
    }
    return left;
  }

  /**
   * A week old, or of a future that only a wrong clock knows. Two devices whose clocks differ by
   * much sign against each other once a day at most.
   */
  private boolean isStale(SignedDeviceList list) throws StoreException {
    boolean wrong =
        !list.issued().plus(SignedDeviceList.RENEWAL).isAfter(now())
            || list.issued().isAfter(now().plus(SKEW));
    Duration sinceSigned = Duration.between(account.signedAt(), now()).abs();
    return wrong && sinceSigned.compareTo(SKEW) >= 0;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
