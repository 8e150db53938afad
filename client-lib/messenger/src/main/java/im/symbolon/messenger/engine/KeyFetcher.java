package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepItem;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gets what is needed to begin sessions: one claimed prekey per device where the domain offers it,
 * the PEP bundle of the wanted version otherwise. Everything is verified; what is not right is as
 * if it were not there.
 */
public final class KeyFetcher {
  private static final Logger LOG = Logger.getLogger(KeyFetcher.class.getName());

  private final Surroundings surroundings;
  private final IqChannel channel;
  private final Pep pep;
  private final ServiceDiscovery discovery;
  private final KeysAhead ahead;

  public KeyFetcher(
      Surroundings surroundings, IqChannel channel, Pep pep, ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.channel = channel;
    this.pep = pep;
    this.discovery = discovery;
    this.ahead = new KeysAhead(surroundings, new KeyDirectory(channel, discovery));
  }

  /**
   * Gets what this entry and others like it will need, where that takes few questions.
   *
   * @throws TransportException NOT_CONNECTED
   */
  void prepare(OutboxEntry entry) throws TransportException, StoreException {
    ahead.prepare(entry);
  }

  /**
   * A bundle with one prekey for each of the devices that has one in that version.
   *
   * @throws TransportException when the account's domain could not be asked
   */
  Map<DeviceId, Bundle> fetch(BareJid account, OmemoVersion version, SortedSet<DeviceId> devices)
      throws TransportException {
    Map<DeviceId, Bundle> found =
        new TreeMap<>(version == OmemoVersion.OMEMO_2 ? claimed(account, devices) : Map.of());
    SortedSet<DeviceId> missing = missing(devices, found);
    for (DeviceId device : missing) {
      Optional<Bundle> bundle = publishedIfAny(account, device, WireFormat.of(version));
      bundle.ifPresent(b -> found.put(device, b));
    }
    return Collections.unmodifiableMap(found);
  }

  /** The identity key that a device publishes, in whichever version; no prekey is used up. */
  Optional<IdentityKey> identity(BareJid account, DeviceId device) throws TransportException {
    for (OmemoVersion version : Offered.BEST_FIRST) {
      Optional<Bundle> bundle = publishedIfAny(account, device, WireFormat.of(version));
      if (bundle.isPresent()) {
        return bundle.map(Bundle::identity);
      }
    }
    return Optional.empty();
  }

  /** What can never be had of one device keeps nothing from the others. */
  private Optional<Bundle> publishedIfAny(BareJid account, DeviceId device, WireFormat format)
      throws TransportException {
    try {
      return published(account, device, format);
    } catch (TransportException e) {
      requirePermanent(e);
      LOG.log(Level.WARNING, "a published bundle cannot be had: {0}", e.reason());
      return Optional.empty();
    }
  }

  /** An answer that no parser takes, or a refusal that stands. */
  private static void requirePermanent(TransportException e) throws TransportException {
    if (e.isPassing() && e.reason() != TransportException.Reason.PROTOCOL) {
      throw e;
    }
  }

  private static SortedSet<DeviceId> missing(
      SortedSet<DeviceId> devices, Map<DeviceId, Bundle> found) {
    SortedSet<DeviceId> missing = new TreeSet<>(devices);
    missing.removeAll(found.keySet());
    return missing;
  }

  private Map<DeviceId, Bundle> claimed(BareJid account, SortedSet<DeviceId> devices)
      throws TransportException {
    Map<DeviceId, Bundle> found = verified(account, ahead.take(account, devices));
    SortedSet<DeviceId> missing = missing(devices, found);
    if (!missing.isEmpty()) {
      found.putAll(claim(account, missing));
    }
    return found;
  }

  private Map<DeviceId, Bundle> claim(BareJid account, SortedSet<DeviceId> devices)
      throws TransportException {
    Optional<EntityAddress> service = discovery.prekeyService(account.domain());
    if (!service.isPresent()) {
      return Map.of();
    }
    try {
      ClaimRequest request = new ClaimRequest(account, devices);
      Optional<XmlElement> answer = channel.iq(IqType.SET, service.get(), request.toXml());
      return !answer.isPresent() ? Map.of() : claimed(request, answer.get());
    } catch (TransportException e) {
      if (!e.stanzaError().isPresent() && e.reason() != TransportException.Reason.PROTOCOL) {
        throw e;
      }
      LOG.log(Level.FINE, "claim refused: {0}", e.reason());
      return Map.of();
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "a service answered a claim wrongly: {0}", e.reason());
      return Map.of();
    }
  }

  private Map<DeviceId, Bundle> claimed(ClaimRequest request, XmlElement answer)
      throws ProtocolException {
    ClaimResponse response = ClaimResponse.parse(answer).requireAnswerTo(request);
    return verified(request.account(), response.bundles());
  }

  private Map<DeviceId, Bundle> verified(BareJid account, Map<DeviceId, ClaimedBundle> bundles) {
    Map<DeviceId, Bundle> found = new TreeMap<>();
    for (Map.Entry<DeviceId, ClaimedBundle> each : bundles.entrySet()) {
      DeviceAddress owner = new DeviceAddress(account, each.getKey());
      try {
        found.put(
            each.getKey(),
            each.getValue().verified(owner, Ed25519::verify, surroundings.clock().instant()));
      } catch (ProtocolException e) {
        LOG.log(Level.WARNING, "a claimed prekey is not right: {0}", e.reason());
      }
    }
    return found;
  }

  private Optional<Bundle> published(BareJid account, DeviceId device, WireFormat format)
      throws TransportException {
    Optional<XmlElement> item = item(account, format.bundleOf(device));
    if (!item.isPresent()) {
      return Optional.empty();
    }
    try {
      Bundle bundle = format.decodeBundle(item.get()).requireUsable(Ed25519::verify);
      PreKey one = bundle.preKeys().get(random(bundle.preKeys().size()));
      return Optional.of(
          new Bundle(bundle.version(), bundle.identity(), bundle.signedPreKey(), List.of(one)));
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "a published bundle is not right: {0}", e.reason());
      return Optional.empty();
    }
  }

  /** In a node of its own, some clients give the one item another name. */
  private Optional<XmlElement> item(BareJid account, BundlePlace place) throws TransportException {
    if (place.shared()) {
      return pep.item(account, place.node(), place.item());
    }
    Optional<XmlElement> found = Optional.empty();
    for (PepItem each : pep.items(account, place.node())) {
      if (each.id().equals(place.item())) {
        return Optional.of(each.payload());
      }
      found = Optional.of(each.payload());
    }
    return found;
  }

  private int random(int bound) {
    long number = ByteBuffer.wrap(surroundings.entropy().bytes(Long.BYTES)).getLong();
    return (int) Long.remainderUnsigned(number, bound);
  }
}
