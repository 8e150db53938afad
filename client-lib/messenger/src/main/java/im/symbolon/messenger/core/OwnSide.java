package im.symbolon.messenger.core;

import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import java.util.Optional;

/** What this device is to its account, within one transaction; read when first asked about. */
final class OwnSide {
  private final OwnAccount record;
  private Optional<Membership> known = Optional.empty();

  OwnSide(Rows rows) {
    this.record = new OwnAccount(rows);
  }

  /** True unless this device was not linked, or was removed. */
  boolean maySpeak() throws StoreException {
    return membership().maySpeak();
  }

  /** Names this state, for lines about it. */
  String occasion() throws StoreException {
    return membership() + ":" + record.since().toEpochMilli();
  }

  private Membership membership() throws StoreException {
    if (!known.isPresent()) {
      known = Optional.of(record.membership());
    }
    return known.get();
  }
}
