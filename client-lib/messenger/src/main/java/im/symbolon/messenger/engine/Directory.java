package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PepItem;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which devices an account has, in each version of OMEMO. Lists are heard by notification, and
 * asked for when they are old. One that cannot be read is as if it were not there, but for our own
 * when we publish.
 */
public final class Directory {
  private static final Logger LOG = Logger.getLogger(Directory.class.getName());

  /** Not all servers notify all devices, so a list is not believed for longer. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  private static final String CURRENT = "current";

  private final Surroundings surroundings;
  private final Pep pep;

  public Directory(Surroundings surroundings, Pep pep) {
    this.surroundings = surroundings;
    this.pep = pep;
  }

  /** A list that somebody published. */
  record Heard(OmemoVersion version, DeviceList list) {}

  /**
   * The account's devices. That there are none is never taken from memory. When the list of one
   * version cannot be had, the older one that is known of it counts, and the other version's.
   *
   * @throws TransportException when nobody could be asked and nothing recent is known
   */
  Offered devices(BareJid account) throws TransportException, StoreException {
    SortedMap<OmemoVersion, DeviceList> lists = recent(account);
    if (Offered.by(account, lists).isEmpty()) {
      lists.clear();
    }
    Optional<TransportException> failure = Optional.empty();
    for (OmemoVersion version : Offered.BEST_FIRST) {
      if (!lists.containsKey(version)) {
        try {
          lists.put(version, fetch(account, version));
        } catch (TransportException e) {
          requireConnected(e);
          LOG.log(Level.FINE, "no list in {0}: {1}", new Object[] {version, e.reason()});
          failure = Optional.of(e);
          older(account, version).ifPresent(list -> lists.put(version, list));
        }
      }
    }
    Offered found = Offered.by(account, lists);
    if (found.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return found;
  }

  /** Without a connection nothing is true of one version only. */
  static void requireConnected(TransportException e) throws TransportException {
    if (e.reason() == TransportException.Reason.NOT_CONNECTED) {
      throw e;
    }
  }

  /** The same as it was last heard. Nobody is asked. */
  Offered known(BareJid account) throws StoreException {
    SortedMap<OmemoVersion, DeviceList> lists = new TreeMap<>();
    for (OmemoVersion version : OmemoVersion.values()) {
      older(account, version).ifPresent(list -> lists.put(version, list));
    }
    return Offered.by(account, lists);
  }

  private SortedMap<OmemoVersion, DeviceList> recent(BareJid account) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              SortedMap<OmemoVersion, DeviceList> lists = new TreeMap<>();
              for (OmemoVersion version : OmemoVersion.values()) {
                new Peers(rows)
                    .list(account, version)
                    .filter(known -> known.heardAt().plus(FRESH).isAfter(now()))
                    .ifPresent(known -> lists.put(version, known.list()));
              }
              return lists;
            });
  }

  private Optional<DeviceList> older(BareJid account, OmemoVersion version) throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new Peers(rows).list(account, version).map(Peers.KnownList::list));
  }

  /** Asks the account's server for the list of one version, whatever is known. */
  DeviceList fetch(BareJid account, OmemoVersion version)
      throws TransportException, StoreException {
    return found(account, version, pep.items(account, WireFormat.of(version).devicesNode()));
  }

  /**
   * Asks for our own list, to be replaced by what this device makes of it. One that is too long to
   * be read is not taken for none: it names other devices, and what is published in its place would
   * cut them all off. One that is no list at all names nobody, and would keep us out for good.
   *
   * @throws TransportException also when it is too long: nothing is published in that version then
   */
  DeviceList own(OmemoVersion version) throws TransportException, StoreException {
    WireFormat format = WireFormat.of(version);
    List<PepItem> items = pep.items(surroundings.account(), format.devicesNode());
    for (PepItem item : items) {
      if (isTooLong(format, item.payload())) {
        throw new TransportException(
            TransportException.Reason.PROTOCOL, "The own device list is too long to be read.");
      }
    }
    return found(surroundings.account(), version, items);
  }

  private DeviceList found(BareJid account, OmemoVersion version, List<PepItem> items)
      throws StoreException {
    WireFormat format = WireFormat.of(version);
    Optional<DeviceList> list = Optional.empty();
    for (PepItem item : items) {
      Optional<DeviceList> read = read(format, item.payload());
      if (read.isPresent() && item.id().equals(CURRENT)) {
        list = read;
        break;
      }
      list = read.isPresent() ? read : list;
    }
    DeviceList found = list.orElse(DeviceList.empty());
    remember(account, version, found);
    return found;
  }

  /**
   * Takes a notification; only the owner's own nodes count. Returns the list if it is one: empty
   * when it was taken away, which is looked at before it is believed.
   */
  Optional<Heard> heard(PepEvent event) throws StoreException {
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      if (event.node().equals(format.devicesNode())) {
        Optional<DeviceList> list =
            event.retracted()
                ? Optional.of(DeviceList.empty())
                : event.payload().flatMap(payload -> read(format, payload));
        if (list.isPresent() && isOfInterest(event.from())) {
          keep(event.from(), version, list.get());
        }
        return list.map(l -> new Heard(version, l));
      }
    }
    return Optional.empty();
  }

  /** Strangers may send lists, too: only those of accounts that we asked about are kept. */
  private boolean isOfInterest(BareJid account) throws StoreException {
    return account.equals(surroundings.account())
        || surroundings.store().transaction(rows -> new Peers(rows).isKnown(account));
  }

  private void keep(BareJid account, OmemoVersion version, DeviceList list) throws StoreException {
    if (!list.isEmpty()) {
      remember(account, version, list);
      return;
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Peers(rows).outdated(account);
              return null;
            });
  }

  void remember(BareJid account, OmemoVersion version, DeviceList list) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Peers(rows).list(account, version, list, now());
              return null;
            });
  }

  private static Optional<DeviceList> read(WireFormat format, XmlElement payload) {
    try {
      return Optional.of(format.decodeDevices(payload));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static boolean isTooLong(WireFormat format, XmlElement payload) {
    try {
      format.decodeDevices(payload);
      return false;
    } catch (ProtocolException e) {
      return e.reason() == ProtocolException.Reason.OVERSIZED;
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
