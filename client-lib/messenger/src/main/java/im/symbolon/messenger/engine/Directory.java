package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PepItem;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.DeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which devices an account has. Lists are heard by notification, and asked for when they are old.
 */
public final class Directory {
  /** Not all servers notify all devices, so a list is not believed for longer. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final Surroundings surroundings;
  private final Pep pep;

  public Directory(Surroundings surroundings, Pep pep) {
    this.surroundings = surroundings;
    this.pep = pep;
  }

  /**
   * The account's devices. That there are none is never taken from memory.
   *
   * @throws TransportException when nobody could be asked and nothing recent is known
   */
  DeviceList devices(BareJid account) throws TransportException, StoreException {
    Optional<Peers.KnownList> known =
        surroundings.store().transaction(rows -> new Peers(rows).list(account));
    if (known.isPresent()
        && !known.get().list().isEmpty()
        && known.get().heardAt().plus(FRESH).isAfter(now())) {
      return known.get().list();
    }
    return fetch(account);
  }

  /** Asks the account's server, whatever is known. */
  DeviceList fetch(BareJid account) throws TransportException, StoreException {
    List<PepItem> items = pep.items(account, Namespaces.OMEMO_2_DEVICES);
    DeviceList list = DeviceList.empty();
    for (PepItem item : items) {
      Optional<DeviceList> read = read(item.payload());
      if (read.isPresent()) {
        list = read.get();
      }
    }
    remember(account, list);
    return list;
  }

  /**
   * Takes a notification; only the owner's own node counts. Returns the list if it is one: empty
   * when it was taken away, which is looked at before it is believed.
   */
  Optional<DeviceList> heard(PepEvent event) throws StoreException {
    if (!event.node().equals(Namespaces.OMEMO_2_DEVICES)) {
      return Optional.empty();
    }
    Optional<DeviceList> list =
        event.retracted()
            ? Optional.of(DeviceList.empty())
            : event.payload().flatMap(Directory::read);
    if (list.isPresent() && isOfInterest(event.from())) {
      remember(event.from(), list.get());
    }
    return list;
  }

  /** Strangers may send lists, too: only those of accounts that we asked about are kept. */
  private boolean isOfInterest(BareJid account) throws StoreException {
    return account.equals(surroundings.account())
        || surroundings.store().transaction(rows -> new Peers(rows).list(account)).isPresent();
  }

  void remember(BareJid account, DeviceList list) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Peers(rows).list(account, list, now());
              return null;
            });
  }

  private static Optional<DeviceList> read(XmlElement payload) {
    try {
      return Optional.of(DeviceListCodec.decode(payload));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
