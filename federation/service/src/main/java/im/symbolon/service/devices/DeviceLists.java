package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.prekeys.PreKeyStore;
import im.symbolon.service.prekeys.StoreException;
import im.symbolon.service.prekeys.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Decides what stands in an account's OMEMO lists: one decision after the other, whichever node
 * takes it. PEP shows the decisions to the world, a moment later; what changes there without being
 * decided here is taken over. Safe for any number of threads and nodes on one database.
 */
public final class DeviceLists {
  private final Database database;
  private final PreKeyStore prekeys;
  private final Clock clock;
  private final ListRows lists = new ListRows();
  private final KeyRows keys = new KeyRows();

  /** Works on the tables that {@link im.symbolon.service.jdbc.Schema} or the host installed. */
  public DeviceLists(Database database, PreKeyStore prekeys, Clock clock) {
    this.database = database;
    this.prekeys = prekeys;
    this.clock = clock;
  }

  /** What comes of a list. */
  @FunctionalInterface
  public interface Change<E extends Exception> {
    /** The next list, of what there is. Fit to be repeated. */
    DeviceList of(SortedSet<DeviceId> listed) throws E;
  }

  /**
   * The outcome of an addition.
   *
   * @param done false when the lists are of another version, or the id is another device's; then
   *     nothing was added
   * @param lists as they are now, by version of OMEMO
   */
  public record Added(boolean done, KnownDevices now, Map<OmemoVersion, DeviceList> lists) {
    public Added {
      lists = Collections.unmodifiableMap(new EnumMap<>(lists));
    }
  }

  /** One piece of work on an account's lists. */
  private interface Work<T, E extends Exception> {
    T on(Connection connection, OpenLists open) throws SQLException, E;
  }

  /**
   * What an account lists.
   *
   * @throws StoreException UNAVAILABLE
   */
  public KnownDevices known(BareJid account, Shown shown) throws StoreException {
    return this.<KnownDevices, StoreException>open(
        account,
        (c, open) -> {
          open.follow(shown);
          return open.known();
        });
  }

  /**
   * Decides what a list is from now on.
   *
   * @throws StoreException UNAVAILABLE
   */
  public <E extends Exception> DeviceList change(
      BareJid account, OmemoVersion omemo, Shown shown, Change<E> change) throws StoreException, E {
    return this.<DeviceList, E>open(
        account,
        (c, open) -> {
          open.follow(shown);
          DeviceList next = change.of(open.listed(omemo));
          open.become(Map.of(omemo, next));
          return next;
        });
  }

  /**
   * A list as it was decided last, whatever PEP shows.
   *
   * @throws StoreException UNAVAILABLE
   */
  public DeviceList decided(BareJid account, OmemoVersion omemo) throws StoreException {
    return this.<DeviceList, StoreException>open(
        account, (c, open) -> DeviceList.of(open.listed(omemo)));
  }

  /**
   * Adds a device with its keys, all or nothing; signatures were checked by the caller.
   *
   * @throws StoreException CONFLICT, TOO_MUCH or UNAVAILABLE
   */
  public Added add(BareJid account, DeviceAddition addition, Shown shown) throws StoreException {
    return this.<Added, StoreException>open(
        account,
        (c, open) -> {
          open.follow(shown);
          boolean fits =
              open.known().version() == addition.version() && isFree(c, open, account, addition);
          if (fits) {
            put(c, open, account, addition);
          }
          Map<OmemoVersion, DeviceList> now = new EnumMap<>(OmemoVersion.class);
          for (OmemoVersion each : OmemoVersion.values()) {
            now.put(each, DeviceList.of(open.listed(each)));
          }
          return new Added(fits, open.known(), now);
        });
  }

  /** True unless a device that is listed has the id, and another key. */
  private boolean isFree(Connection c, OpenLists open, BareJid account, DeviceAddition addition)
      throws SQLException {
    DeviceId device = addition.publication().device();
    if (!open.known().devices().contains(device)) {
      return true;
    }
    return !identity(c, new DeviceAddress(account, device))
        .filter(known -> !known.isSameKeyAs(addition.publication().identity()))
        .isPresent();
  }

  private void put(Connection c, OpenLists open, BareJid account, DeviceAddition addition)
      throws SQLException, StoreException {
    DeviceAddress owner = new DeviceAddress(account, addition.publication().device());
    prekeys.publish(c, account, addition.publication());
    keys.identity(c, owner, addition.publication().identity());
    SortedMap<OmemoVersion, DeviceList> next = new TreeMap<>();
    for (OmemoVersion each : addition.bundles().keySet()) {
      SortedSet<DeviceId> listed = open.listed(each);
      listed.add(owner.device());
      if (listed.size() > DeviceList.MAX_DEVICES) {
        throw new StoreException(Reason.TOO_MUCH, "too many devices");
      }
      next.put(each, DeviceList.of(listed));
    }
    open.become(next);
  }

  /** The identity key that a device is known with: by its prekeys, else by its last bundle. */
  private Optional<IdentityKey> identity(Connection c, DeviceAddress owner) throws SQLException {
    Optional<IdentityKey> known = prekeys.identity(c, owner);
    return known.isPresent() ? known : keys.identity(c, owner);
  }

  /**
   * Takes note of a bundle's identity key. False when the device is known with another one.
   *
   * @throws StoreException UNAVAILABLE
   */
  public boolean accepts(DeviceAddress owner, IdentityKey identity) throws StoreException {
    return inTransaction(
        c -> {
          Optional<IdentityKey> known = identity(c, owner);
          if (known.isPresent()) {
            return known.get().isSameKeyAs(identity);
          }
          keys.identity(c, owner, identity);
          return true;
        });
  }

  /**
   * True when the device is known with an identity key.
   *
   * @throws StoreException UNAVAILABLE
   */
  public boolean isKnown(DeviceAddress owner) throws StoreException {
    return inTransaction(c -> identity(c, owner).isPresent());
  }

  /**
   * Counts the readers of a device's bundles, so that each gets another part of them.
   *
   * @throws StoreException UNAVAILABLE
   */
  public int turn(DeviceAddress owner) throws StoreException {
    return inTransaction(c -> keys.turn(c, owner));
  }

  /**
   * A device's bundle was taken away by its owner: the next one may have another key.
   *
   * @throws StoreException UNAVAILABLE
   */
  public void bundleGone(DeviceAddress owner) throws StoreException {
    inTransaction(
        c -> {
          keys.forget(c, owner);
          return true;
        });
  }

  /**
   * The bundles of all devices were taken away by their owner.
   *
   * @throws StoreException UNAVAILABLE
   */
  public void bundlesGone(BareJid account) throws StoreException {
    inTransaction(
        c -> {
          keys.forget(c, account);
          return true;
        });
  }

  /**
   * Drops everything about an account that no longer exists.
   *
   * @throws StoreException UNAVAILABLE
   */
  public void forget(BareJid account) throws StoreException {
    inTransaction(
        c -> {
          keys.forget(c, account);
          lists.forget(c, account);
          return true;
        });
  }

  private <T> T inTransaction(Database.Work<T, StoreException> work) throws StoreException {
    try {
      return database.inTransaction(work);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T, E extends Exception> T open(BareJid account, Work<T, E> work)
      throws StoreException, E {
    try {
      return database.<T, E>inTransaction(
          c -> work.on(c, new OpenLists(lists, c, account, clock.instant())));
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static StoreException failed(SQLException e) {
    return Database.isConstraintViolation(e)
        ? new StoreException(Reason.CONFLICT, "a prekey is known under another id")
        : new StoreException("the device lists cannot be read or written", e);
  }
}
