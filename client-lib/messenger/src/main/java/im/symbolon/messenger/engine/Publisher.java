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
import java.util.Optional;
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
  private final OwnKeys keys;
  private final Directory directory;
  private final IqChannel channel;
  private final Pep pep;
  private final ServiceDiscovery discovery;

  public Publisher(
      Surroundings surroundings,
      OwnKeys keys,
      Directory directory,
      IqChannel channel,
      Pep pep,
      ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.keys = keys;
    this.directory = directory;
    this.channel = channel;
    this.pep = pep;
    this.discovery = discovery;
  }

  /** Publishes what the servers do not have yet, and brings this device back into the list. */
  void publish(OwnDevice.Self self) throws TransportException, StoreException {
    keys.maintain(self);
    if (surroundings.store().transaction(rows -> new OwnDevice(rows).bundleOutdated())) {
      publishBundle(self);
    }
    announce(self, directory.fetch(surroundings.account()));
    stock(self);
  }

  private void publishBundle(OwnDevice.Self self) throws TransportException, StoreException {
    Bundle bundle = keys.bundle(self);
    pep.publish(
        Namespaces.OMEMO_2_BUNDLES,
        self.device().toString(),
        BundleCodec.encode(bundle),
        NodeOptions.OPEN_MANY);
    keys.published(self, bundle);
  }

  /** Adds this device to the list when it is missing there (XEP-0384 §5.3.1). */
  void announce(OwnDevice.Self self, DeviceList published)
      throws TransportException, StoreException {
    if (published.contains(self.device())) {
      return;
    }
    DeviceList list = published.with(self.device());
    pep.publish(
        Namespaces.OMEMO_2_DEVICES, CURRENT, DeviceListCodec.encode(list), NodeOptions.OPEN_SINGLE);
    directory.remember(surroundings.account(), list);
  }

  /** Keeps the own domain's service supplied with claim keys, where there is one. */
  void stock(OwnDevice.Self self) throws TransportException, StoreException {
    Optional<EntityAddress> service = discovery.prekeyService(surroundings.account().domain());
    if (!service.isPresent()) {
      return;
    }
    try {
      Optional<Stock> stock = ask(service.get(), self);
      boolean outdated =
          surroundings.store().transaction(rows -> new OwnDevice(rows).claimKeysOutdated());
      if (outdated || !stock.isPresent() || stock.get().isLow()) {
        supply(service.get(), self, stock);
      }
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the prekey service answered wrongly: {0}", e.reason());
    }
  }

  private Optional<Stock> ask(EntityAddress service, OwnDevice.Self self)
      throws TransportException, ProtocolException {
    try {
      XmlElement question = new StockQuery(self.device()).toXml();
      Optional<XmlElement> answer = channel.iq(IqType.GET, service, question);
      return !answer.isPresent() ? Optional.empty() : Optional.of(Stock.parse(answer.get()));
    } catch (TransportException e) {
      if (e.isStanzaError("item-not-found")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void supply(EntityAddress service, OwnDevice.Self self, Optional<Stock> stock)
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
}
