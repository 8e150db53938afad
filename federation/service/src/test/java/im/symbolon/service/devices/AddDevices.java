package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.TestDevice;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A node of its own: adds so many devices, printing the version that each won. */
final class AddDevices {
  private AddDevices() {}

  public static void main(String[] args) throws Exception {
    BareJid account = BareJid.parse(args[1]);
    Database database = new Database(() -> DriverManager.getConnection(args[0]));
    Clock clock = Clock.systemUTC();
    DeviceLists lists =
        new DeviceLists(database, new PreKeyStore(database, clock, ClaimLimit.DEFAULT), clock);
    int first = Integer.parseInt(args[2]);
    for (int id = first; id < first + Integer.parseInt(args[3]); id++) {
      System.out.println(add(lists, account, id));
    }
  }

  private static long add(DeviceLists lists, BareJid account, int id) throws Exception {
    Shown nothing = new Shown(Map.of());
    Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    TestDevice device = new TestDevice(account, id);
    long version = lists.known(account, nothing).version();
    DeviceLists.Added added = lists.add(account, device.addition(version, expires), nothing);
    while (!added.done()) {
      version = added.now().version();
      added = lists.add(account, device.addition(version, expires), nothing);
    }
    return version;
  }
}
