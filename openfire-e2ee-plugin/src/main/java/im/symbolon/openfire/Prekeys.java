package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.PrekeyRequests;
import im.symbolon.service.admin.PrekeyRegister;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.Inventory;
import im.symbolon.service.prekeys.PreKeyStore;
import java.time.Duration;

/** Hosts the prekeys that are used once. */
final class Prekeys {
  private static final int MOST_CLAIMS = 1_000_000;

  private Prekeys() {}

  /** Returns where they are kept. */
  static PreKeyStore host(Hosting hosting) {
    PreKeyStore store = new PreKeyStore(hosting.database(), hosting.clock(), limit());
    hosting.answer(
        new PrekeyRequests(
                hosting.addresses(),
                store,
                new JdkSignatureVerifier(),
                hosting.clock(),
                hosting.outbox())
            .with(Devices.host(hosting, store)));
    hosting.listen(new DeletedAccounts(hosting.domain(), "stock of prekeys", store::forget));
    hosting.feature(Namespaces.PREKEYS);
    PrekeyRegister register =
        new PrekeyRegister(store, new Inventory(hosting.database(), hosting.clock()));
    hosting.show(register);
    hosting.register(register);
    return store;
  }

  private static ClaimLimit limit() {
    int perHour = (int) Setting.CLAIMS_PER_HOUR.number(1, MOST_CLAIMS);
    return new ClaimLimit(perHour, Duration.ofHours(1));
  }
}
