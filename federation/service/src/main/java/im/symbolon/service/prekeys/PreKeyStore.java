package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.prekeys.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps prekeys and hands each claim key out once: to one caller, on one node, ever, also across
 * restarts and when the caller never gets the answer. Expired keys are not handed out. Signatures
 * were checked by the caller. Safe for any number of threads and nodes on one database.
 */
public final class PreKeyStore {
  private static final int WARNED_LOW = 1;
  private static final int WARNED_EMPTY = 2;

  private final Database database;
  private final Clock clock;
  private final DeviceRows devices = new DeviceRows();
  private final KeyRows keys = new KeyRows();
  private final ClaimRows claims;

  /** Works on the tables that {@link im.symbolon.service.jdbc.Schema} or the host installed. */
  public PreKeyStore(Database database, Clock clock, ClaimLimit limit) {
    this.database = database;
    this.clock = clock;
    this.claims = new ClaimRows(limit);
  }

  /**
   * Takes a publication, whole or not at all. Repeating one changes nothing.
   *
   * @throws StoreException CONFLICT, TOO_MUCH or UNAVAILABLE
   */
  public Published publish(BareJid account, PrekeyPublication publication) throws StoreException {
    try {
      return database.inTransaction(c -> publish(c, account, publication));
    } catch (SQLException e) {
      if (Database.isConstraintViolation(e)) {
        throw new StoreException(Reason.CONFLICT, "a prekey is known under another id");
      }
      throw new StoreException("publishing failed", e);
    }
  }

  /**
   * The same as a part of the caller's transaction, which must not be committed when this throws.
   *
   * @throws SQLException also for a prekey that is known under another id
   * @throws StoreException CONFLICT or TOO_MUCH
   */
  public Published publish(Connection c, BareJid account, PrekeyPublication publication)
      throws SQLException, StoreException {
    Instant now = clock.instant();
    DeviceAddress owner = new DeviceAddress(account, publication.device());
    boolean replaced = putDevice(c, owner, publication);
    if (publication.mode() == Mode.REPLACE) {
      keys.deleteFree(c, owner);
    }
    keys.deleteExpired(c, owner, now);
    keys.add(c, owner, publication.claimKeys());
    int free = keys.countFree(c, owner, now);
    if (free > PrekeyLimits.MAX_STOCK) {
      throw new StoreException(Reason.TOO_MUCH, "too many unused prekeys");
    }
    claims.tidy(c, owner, now);
    return new Published(new Stock(owner.device(), free, true), replaced);
  }

  /** The identity key that a device published, in the caller's transaction. */
  public Optional<IdentityKey> identity(Connection c, DeviceAddress owner) throws SQLException {
    return devices.find(c, owner).map(StoredDevice::identity);
  }

  /** True when the device was known with another identity key. */
  private boolean putDevice(Connection c, DeviceAddress owner, PrekeyPublication publication)
      throws SQLException, StoreException {
    StoredDevice next = StoredDevice.of(publication);
    if (!devices.lock(c, owner)) {
      if (devices.all(c, owner.account()).size() >= PrekeyLimits.MAX_DEVICES) {
        throw new StoreException(Reason.TOO_MUCH, "too many devices");
      }
      devices.insert(c, owner.account(), next);
      return false;
    }
    StoredDevice known = devices.find(c, owner).orElseThrow();
    boolean replaced = !known.identity().equals(next.identity());
    if (replaced && publication.mode() != Mode.REPLACE) {
      throw new StoreException(Reason.CONFLICT, "the device has another identity key");
    }
    SignedClaimKey before = known.lastResort();
    SignedClaimKey after = next.lastResort();
    if (before.id().equals(after.id()) && !before.key().equals(after.key())) {
      throw new StoreException(Reason.CONFLICT, "prekey id " + after.id() + " names another key");
    }
    devices.update(c, owner.account(), next);
    return replaced;
  }

  /**
   * One key per device, if it has any.
   *
   * @throws StoreException UNAVAILABLE; keys taken so far stay used
   */
  public Claimed claim(ClaimRequest request, Requester requester) throws StoreException {
    try {
      List<DeviceId> wanted = database.autoCommitted(c -> devices.all(c, request.account()));
      SortedSet<DeviceId> unavailable = new TreeSet<>(request.devices());
      if (!request.isForAll()) {
        wanted.retainAll(request.devices());
        unavailable.removeAll(wanted); // unknown ones cost nothing more
      }
      SortedMap<DeviceId, ClaimedBundle> bundles = new TreeMap<>();
      List<Stock> low = new ArrayList<>();
      for (DeviceId each : wanted) {
        DeviceAddress owner = new DeviceAddress(request.account(), each);
        database
            .inTransaction(c -> claimOne(c, owner, requester, low))
            .ifPresentOrElse(b -> bundles.put(each, b), () -> unavailable.add(each));
      }
      return new Claimed(new ClaimResponse(request.account(), bundles, unavailable), low);
    } catch (SQLException e) {
      throw new StoreException("claiming failed", e);
    }
  }

  private Optional<ClaimedBundle> claimOne(
      Connection c, DeviceAddress owner, Requester requester, List<Stock> low) throws SQLException {
    if (!devices.lock(c, owner)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    StoredDevice device = devices.find(c, owner).orElseThrow();
    Optional<SignedClaimKey> key = Optional.empty();
    if (claims.take(c, owner, requester, now)) {
      key = keys.take(c, owner, now);
      warning(c, owner, device, now).ifPresent(low::add);
    }
    return key.or(() -> Optional.of(device.lastResort()).filter(last -> !last.isExpired(now)))
        .map(k -> new ClaimedBundle(device.identity(), device.signed(), k));
  }

  private Optional<Stock> warning(
      Connection c, DeviceAddress owner, StoredDevice device, Instant now) throws SQLException {
    int free = keys.countFree(c, owner, now);
    if (free > PrekeyLimits.LOW_WATER) {
      return Optional.empty();
    }
    int level = free == 0 ? WARNED_EMPTY : WARNED_LOW;
    return devices.warn(c, owner, level) ? Optional.of(stock(device, free, now)) : Optional.empty();
  }

  /**
   * What is left of a device; nothing for one that is not known.
   *
   * @throws StoreException UNAVAILABLE
   */
  public Stock stock(DeviceAddress owner) throws StoreException {
    Instant now = clock.instant();
    try {
      Optional<StoredDevice> device = database.autoCommitted(c -> devices.find(c, owner));
      if (device.isEmpty()) {
        return new Stock(owner.device(), 0, false);
      }
      int free = database.autoCommitted(c -> keys.countFree(c, owner, now));
      return stock(device.get(), free, now);
    } catch (SQLException e) {
      throw new StoreException("counting failed", e);
    }
  }

  private static Stock stock(StoredDevice device, int free, Instant now) {
    return new Stock(device.device(), free, !device.lastResort().isExpired(now));
  }

  /**
   * Drops a device with its unused keys. The ids of used ones stay used.
   *
   * @throws StoreException UNAVAILABLE
   */
  public void remove(DeviceAddress owner) throws StoreException {
    try {
      database.inTransaction(
          c -> {
            keys.deleteFree(c, owner);
            devices.delete(c, owner);
            return true;
          });
    } catch (SQLException e) {
      throw new StoreException("removing failed", e);
    }
  }

  /**
   * Drops everything about an account that no longer exists.
   *
   * @throws StoreException UNAVAILABLE
   */
  public void forget(BareJid account) throws StoreException {
    try {
      database.inTransaction(
          c -> {
            claims.forget(c, account);
            keys.forget(c, account);
            devices.forget(c, account);
            return true;
          });
    } catch (SQLException e) {
      throw new StoreException("forgetting failed", e);
    }
  }
}
