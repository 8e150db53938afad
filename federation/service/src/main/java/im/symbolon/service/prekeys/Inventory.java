package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What there is of prekeys, for those who look after the server. Changes nothing. */
public final class Inventory {
  private final Database database;
  private final Clock clock;
  private final DeviceRows devices = new DeviceRows();
  private final KeyRows keys = new KeyRows();

  public Inventory(Database database, Clock clock) {
    this.database = Objects.requireNonNull(database);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Of the whole domain.
   *
   * @param accounts with at least one device
   * @param low devices whose owners were, or are about to be, told to publish more prekeys
   */
  public record Totals(long accounts, long devices, long low) {}

  /** Counts all; reads every row. */
  public Totals totals() throws SQLException {
    long now = clock.instant().getEpochSecond();
    return database.autoCommitted(
        c ->
            new Totals(
                count(c, Sql.of("SELECT COUNT(DISTINCT account) FROM symbolonDevice")),
                count(c, Sql.of("SELECT COUNT(*) FROM symbolonDevice")),
                count(
                    c,
                    Sql.of(
                        "SELECT COUNT(*) FROM symbolonDevice d WHERE (SELECT COUNT(*) FROM"
                            + " symbolonPreKey k WHERE k.account = d.account AND"
                            + " k.device = d.device AND k.used = 0 AND k.expires > ?) <= ?",
                        now,
                        PrekeyLimits.LOW_WATER))));
  }

  private static long count(Connection c, Sql sql) throws SQLException {
    return sql.count(c);
  }

  /** What each device of an account has left. */
  public List<Stock> of(BareJid account) throws SQLException {
    Instant now = clock.instant();
    return database.autoCommitted(
        c -> {
          List<Stock> out = new ArrayList<>();
          for (DeviceId each : devices.all(c, account)) {
            stock(c, new DeviceAddress(account, each), now).ifPresent(out::add);
          }
          return out;
        });
  }

  /** Empty for a device that went meanwhile. */
  private Optional<Stock> stock(Connection c, DeviceAddress owner, Instant now)
      throws SQLException {
    int free = keys.countFree(c, owner, now);
    return devices
        .find(c, owner)
        .map(found -> new Stock(owner.device(), free, !found.lastResort().isExpired(now)));
  }
}
