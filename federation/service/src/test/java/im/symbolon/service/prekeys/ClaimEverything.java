package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.service.OneConnection;
import im.symbolon.service.jdbc.Database;
import java.time.Clock;
import java.time.Duration;

/** A node of its own: claims until only last resorts come, printing devices and ids. */
final class ClaimEverything {
  private ClaimEverything() {}

  public static void main(String[] args) throws Exception {
    BareJid account = BareJid.parse(args[1]);
    PreKeyStore store =
        new PreKeyStore(
            new Database(new OneConnection(args[0])),
            Clock.systemUTC(),
            new ClaimLimit(10_000, Duration.ofHours(1)));
    while (claim(store, account)) {}
  }

  /** True when there was a claim key of any device. */
  private static boolean claim(PreKeyStore store, BareJid account) throws Exception {
    Requester self = new Requester("process" + ProcessHandle.current().pid() + ".test");
    boolean any = false;
    for (var each : store.claim(ClaimRequest.all(account), self).response().bundles().entrySet()) {
      PreKeyId id = each.getValue().key().id();
      if (Pool.CLAIM.holds(id)) {
        System.out.println(each.getKey() + " " + id);
        any = true;
      }
    }
    return any;
  }
}
