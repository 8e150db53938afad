package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Adds this device to its account's lists, with all its keys, in one step of the own domain's
 * service ({@code <add/>} of {@link im.symbolon.protocol.prekeys}), which no other device can come
 * between. Where there is no such service, or it does not do it, lists are published as XEP-0384
 * has it.
 */
final class Addition {
  private static final Logger LOG = Logger.getLogger(Addition.class.getName());

  /** So many devices of one account do not come in one moment. */
  private static final int ATTEMPTS = 5;

  private final Surroundings surroundings;
  private final OwnBundles bundles;
  private final ClaimKeys keys;
  private final IqChannel channel;
  private final ServiceDiscovery discovery;

  Addition(
      Surroundings surroundings, ThisDevice self, IqChannel channel, ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.bundles = new OwnBundles(surroundings, self, new OwnKeys(surroundings));
    this.keys = new ClaimKeys(surroundings, self);
    this.channel = channel;
    this.discovery = discovery;
  }

  /**
   * Adds it to the lists of these versions, where that can be done. Whether it stands there is to
   * be looked at afterwards.
   *
   * @param versions one at least
   * @throws TransportException NOT_CONNECTED
   */
  void add(Collection<OmemoVersion> versions) throws TransportException, StoreException {
    try {
      Optional<EntityAddress> service = discovery.prekeyService(surroundings.account().domain());
      if (service.isPresent()) {
        add(service.get(), versions);
      }
    } catch (TransportException e) {
      Directory.requireConnected(e);
      LOG.log(Level.FINE, "the service does not add this device: {0}", e.getMessage());
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the service answered wrongly: {0}", e.reason());
    }
  }

  private void add(EntityAddress service, Collection<OmemoVersion> versions)
      throws TransportException, StoreException, ProtocolException {
    XmlElement question = new DevicesQuery().toXml();
    KnownDevices known = parse(channel.iq(IqType.GET, service, question));
    for (int left = ATTEMPTS; left > 0; left--) {
      DeviceAddition addition = addition(known.version(), versions);
      try {
        parse(channel.iq(IqType.SET, service, addition.toXml()));
        added(addition);
        return;
      } catch (TransportException e) {
        long before = known.version();
        known = changed(e);
        if (known.version() == before) {
          throw e; // not because of the version
        }
      }
    }
  }

  private DeviceAddition addition(long version, Collection<OmemoVersion> versions)
      throws StoreException {
    Map<OmemoVersion, Bundle> offered = new EnumMap<>(OmemoVersion.class);
    for (OmemoVersion each : versions) {
      offered.put(each, bundles.of(each));
    }
    PrekeyPublication refill = keys.publication(Bundle.FULL, PrekeyPublication.Mode.REFILL);
    return new DeviceAddition(version, refill, offered);
  }

  private void added(DeviceAddition addition) throws StoreException {
    keys.published(addition.publication());
    for (Bundle each : addition.bundles().values()) {
      bundles.published(each);
    }
  }

  /** What the lists have become; throws what is no such answer. */
  private static KnownDevices changed(TransportException e)
      throws TransportException, ProtocolException {
    Optional<XmlElement> now =
        e.isStanzaError("conflict")
            ? e.stanzaError().flatMap(StanzaError::application)
            : Optional.empty();
    if (!now.isPresent()) {
      throw e;
    }
    return KnownDevices.parse(now.get());
  }

  private static KnownDevices parse(Optional<XmlElement> answer) throws ProtocolException {
    if (!answer.isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "an empty answer");
    }
    return KnownDevices.parse(answer.get());
  }
}
