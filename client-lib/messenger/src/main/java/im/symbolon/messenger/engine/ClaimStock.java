package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the own domain's service supplied with claim keys, where there is one. */
final class ClaimStock {
  private static final Logger LOG = Logger.getLogger(ClaimStock.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final ClaimKeys keys;
  private final IqChannel channel;
  private final ServiceDiscovery discovery;

  ClaimStock(
      Surroundings surroundings, ThisDevice self, IqChannel channel, ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = new ClaimKeys(surroundings, self);
    this.channel = channel;
    this.discovery = discovery;
  }

  /** A service that fails must not keep this device from being known: PEP serves as well. */
  void refill() throws TransportException, StoreException {
    try {
      Optional<EntityAddress> service = discovery.prekeyService(surroundings.account().domain());
      if (service.isPresent()) {
        refill(service.get());
      }
    } catch (TransportException e) {
      Directory.requireConnected(e);
      LOG.log(Level.WARNING, "the prekey service failed: {0}", e.getMessage());
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the prekey service answered wrongly: {0}", e.reason());
    }
  }

  private void refill(EntityAddress service)
      throws TransportException, StoreException, ProtocolException {
    Optional<Stock> stock = ask(service);
    boolean outdated =
        surroundings.store().transaction(rows -> new OwnDevice(rows).claimKeysOutdated());
    if (outdated || !stock.isPresent() || stock.get().isLow()) {
      supply(service, stock);
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
    PrekeyPublication publication = keys.publication(there, mode);
    channel.iq(IqType.SET, service, publication.toXml());
    keys.published(publication);
  }
}
