package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundleCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.DeviceListCodec;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the servers about this device: the bundle before the list, so that nobody ever sees a
 * device without keys; claim keys where the own domain takes them. Everything can be repeated.
 */
public final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class.getName());
  private static final String CURRENT = "current";

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnKeys keys;
  private final Directory directory;
  private final IqChannel channel;
  private final Pep pep;
  private final ServiceDiscovery discovery;

  public Publisher(
      Surroundings surroundings,
      ThisDevice self,
      OwnKeys keys,
      Directory directory,
      IqChannel channel,
      Pep pep,
      ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = keys;
    this.directory = directory;
    this.channel = channel;
    this.pep = pep;
    this.discovery = discovery;
  }

  /**
   * Publishes what the servers do not have, and brings this device back into the list.
   *
   * @return the account's other devices when this one was announced for the first time
   */
  SortedSet<DeviceId> publish() throws TransportException, StoreException {
    keys.renew(self);
    DeviceList published = directory.fetch(surroundings.account());
    chooseId(published);
    if (read(OwnDevice::bundleOutdated) || !isPublished()) {
      publishBundle();
    }
    // Before anybody knows this device, so that its first sessions begin with claimed keys, too.
    tryStock();
    announce(directory.fetch(surroundings.account())); // another device may have come meanwhile
    SortedSet<DeviceId> others = published.without(self.id()).devices();
    boolean first = !read(OwnDevice::announced);
    if (first) {
      write(OwnDevice::wasAnnounced);
    }
    return first ? others : Collections.emptySortedSet();
  }

  /** Destroys keys that are over; only when what waited on the server has been opened. */
  void destroyOver() throws StoreException {
    keys.destroyOver();
  }

  /** Before its first publication this device looks whether its id is free (XEP-0384 §5.3.1). */
  private void chooseId(DeviceList published) throws StoreException {
    if (read(OwnDevice::idIsOurs)) {
      return;
    }
    while (published.contains(self.id())) {
      self.rename(keys.rename(self));
    }
    write(OwnDevice::keepId);
  }

  /** Servers lose things: a bundle that nobody can read is as good as none. */
  private boolean isPublished() throws TransportException {
    return pep.item(surroundings.account(), Namespaces.OMEMO_2_BUNDLES, self.id().toString())
        .isPresent();
  }

  private void publishBundle() throws TransportException, StoreException {
    Bundle bundle = keys.bundle(self);
    pep.publish(
        Namespaces.OMEMO_2_BUNDLES,
        self.id().toString(),
        BundleCodec.encode(bundle),
        NodeOptions.OPEN_MANY);
    keys.published(self, bundle);
  }

  /** Adds this device to the list when it is missing there (XEP-0384 §5.3.1). */
  private void announce(DeviceList published) throws TransportException, StoreException {
    if (published.contains(self.id())) {
      return;
    }
    DeviceList list = published.with(self.id());
    pep.publish(
        Namespaces.OMEMO_2_DEVICES, CURRENT, DeviceListCodec.encode(list), NodeOptions.OPEN_SINGLE);
    directory.remember(surroundings.account(), list);
  }

  /** A service that fails must not keep this device from being known: PEP serves as well. */
  private void tryStock() throws TransportException, StoreException {
    try {
      stock();
    } catch (TransportException e) {
      if (e.reason() == TransportException.Reason.NOT_CONNECTED) {
        throw e;
      }
      LOG.log(Level.WARNING, "the prekey service failed: {0}", e.getMessage());
    }
  }

  /** Keeps the own domain's service supplied with claim keys, where there is one. */
  private void stock() throws TransportException, StoreException {
    Optional<EntityAddress> service = discovery.prekeyService(surroundings.account().domain());
    if (!service.isPresent()) {
      return;
    }
    try {
      Optional<Stock> stock = ask(service.get());
      if (read(OwnDevice::claimKeysOutdated) || !stock.isPresent() || stock.get().isLow()) {
        supply(service.get(), stock);
      }
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the prekey service answered wrongly: {0}", e.reason());
    }
  }

  private Optional<Stock> ask(EntityAddress service) throws TransportException, ProtocolException {
    try {
      XmlElement question = new StockQuery(self.id()).toXml();
      Optional<XmlElement> answer = channel.iq(IqType.GET, service, question);
      return !answer.isPresent() ? Optional.empty() : Optional.of(Stock.parse(answer.get()));
    } catch (TransportException e) {
      if (e.isStanzaError("item-not-found")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void supply(EntityAddress service, Optional<Stock> stock)
      throws TransportException, StoreException, ProtocolException {
    boolean empty =
        !stock.isPresent() || (stock.get().claimKeys() == 0 && !stock.get().lastResort());
    PrekeyPublication.Mode mode =
        empty ? PrekeyPublication.Mode.REPLACE : PrekeyPublication.Mode.REFILL;
    int there = stock.map(Stock::claimKeys).orElse(0);
    PrekeyPublication publication = keys.publication(self, there, mode);
    channel.iq(IqType.SET, service, publication.toXml());
    keys.published(publication);
  }

  /** Asks the record of this device. */
  @FunctionalInterface
  private interface Question {
    boolean ask(OwnDevice device) throws StoreException;
  }

  /** Changes the record of this device. */
  @FunctionalInterface
  private interface Change {
    void make(OwnDevice device) throws StoreException;
  }

  private boolean read(Question question) throws StoreException {
    return surroundings.store().transaction(rows -> question.ask(new OwnDevice(rows)));
  }

  private void write(Change change) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              change.make(new OwnDevice(rows));
              return null;
            });
  }
}
