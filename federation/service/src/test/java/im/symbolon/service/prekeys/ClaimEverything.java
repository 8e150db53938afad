package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.service.jdbc.Database;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;

/** A node of its own: claims until the last resort comes, printing the ids. */
final class ClaimEverything {
  private ClaimEverything() {}

  public static void main(String[] args) throws Exception {
    BareJid account = BareJid.parse(args[1]);
    PreKeyStore store =
        new PreKeyStore(
            new Database(() -> DriverManager.getConnection(args[0])),
            Clock.systemUTC(),
            new ClaimLimit(10_000, Duration.ofHours(1)));
    PreKeyId id = claim(store, account);
    while (Pool.CLAIM.holds(id)) {
      System.out.println(id);
      id = claim(store, account);
    }
  }

  private static PreKeyId claim(PreKeyStore store, BareJid account) throws Exception {
    return store
        .claim(
            ClaimRequest.all(account),
            new Requester("process" + ProcessHandle.current().pid() + ".test"))
        .response()
        .bundles()
        .values()
        .iterator()
        .next()
        .key()
        .id();
  }
}
