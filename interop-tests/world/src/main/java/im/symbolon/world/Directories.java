package im.symbolon.world;

import static im.symbolon.protocol.Namespaces.PUBSUB;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Personal nodes and prekeys of all servers. */
public final class Directories {
  private final Map<String, Map<String, XmlElement>> nodes = new TreeMap<>();
  private final Map<DeviceAddress, PrekeyPublication> published = new TreeMap<>();
  private final Map<DeviceAddress, Map<Integer, SignedClaimKey>> stock = new TreeMap<>();
  private final Set<String> services = new HashSet<>();
  private final Set<String> archiving = new HashSet<>();
  private final Set<String> mailboxes = new HashSet<>();

  private final Consumer<PepEvent> watcher;

  /** What servers say of lists instead of the truth. */
  public final ListLies lies = new ListLies();

  /** What they say to one person alone. */
  public final Views views = new Views();

  /** The look-up of many accounts at once. */
  public final LookService looks = new LookService(this, this::claim);

  /** What adds devices to lists. */
  public final AddService adding = new AddService(this);

  Directories(Consumer<PepEvent> watcher) {
    this.watcher = watcher;
  }

  /** Nodes whose answers no parser takes. */
  final Set<String> unreadable = new HashSet<>();

  /** The error instead of features, if any. */
  Optional<String> refusingFeatures = Optional.empty();

  /** That domain offers prekeys for claiming. */
  public void serve(String domain) {
    services.add(domain);
  }

  /** That domain keeps archives. */
  public void archive(String domain) {
    archiving.add(domain);
  }

  /** That domain keeps archives as mailboxes. */
  public void keepMailboxes(String domain) {
    archive(domain);
    mailboxes.add(domain);
  }

  boolean keepsMailboxes(String domain) {
    return mailboxes.contains(domain);
  }

  /** It keeps none from now on; what is in there stays for later. */
  public void archiveNoMore(String domain) {
    archiving.remove(domain);
  }

  boolean archives(String domain) {
    return archiving.contains(domain);
  }

  public Map<String, XmlElement> node(BareJid owner, String name) {
    return nodes.computeIfAbsent(owner + " " + name, n -> new LinkedHashMap<>());
  }

  /** The node that a question about personal nodes is about. */
  static Optional<String> nodeOf(XmlElement payload) {
    return payload.children().stream().flatMap(c -> c.attribute("node").stream()).findFirst();
  }

  int stock(DeviceAddress device) {
    return stock.getOrDefault(device, Map.of()).size();
  }

  Optional<XmlElement> ask(BareJid from, IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    try {
      return answer(from, type, to, payload);
    } catch (ProtocolException e) {
      throw new AssertionError("a client asked wrongly", e);
    }
  }

  private Optional<XmlElement> answer(
      BareJid from, IqType type, EntityAddress to, XmlElement payload)
      throws ProtocolException, TransportException {
    looks.saw(from, payload);
    return switch (payload.namespace()) {
      case Namespaces.DISCO_INFO -> Optional.of(features(to));
      case Namespaces.DISCO_ITEMS ->
          Optional.of(XmlElement.element(Namespaces.DISCO_ITEMS, "query").build());
      case PUBSUB -> pubsub(from, type, to, payload);
      case Namespaces.PUBSUB_OWNER -> Optional.empty(); // every node is as it should be
      case Namespaces.PREKEYS -> Optional.of(prekeys(from, payload));
      case Namespaces.DIRECTORY -> Optional.of(looks.answer(from, payload));
      default -> throw refusal("service-unavailable");
    };
  }

  private XmlElement features(EntityAddress to) throws TransportException {
    if (refusingFeatures.isPresent()) {
      throw refusal(refusingFeatures.get());
    }
    XmlElement.Builder out = XmlElement.element(Namespaces.DISCO_INFO, "query");
    feature(out, PUBSUB + "#publish-options");
    feature(out, PUBSUB + "#config-node-max");
    if (services.contains(to.domain())) {
      feature(out, Namespaces.PREKEYS);
    }
    if (looks.serves(to.domain())) {
      feature(out, Namespaces.DIRECTORY);
    }
    if (to.account().isPresent() && archiving.contains(to.domain())) {
      feature(out, Archive.NAMESPACE);
      feature(out, Namespaces.STANZA_IDS);
    }
    if (mailboxes.contains(to.domain())) {
      feature(out, Namespaces.MAILBOX);
    }
    return out.build();
  }

  private static void feature(XmlElement.Builder out, String name) {
    out.with(XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", name).build());
  }

  private Optional<XmlElement> pubsub(
      BareJid from, IqType type, EntityAddress to, XmlElement payload)
      throws ProtocolException, TransportException {
    if (type == IqType.SET && payload.child("retract").isPresent()) {
      XmlElement retract = payload.only("retract");
      node(from, retract.required("node")).remove(retract.only("item").required("id"));
      return Optional.empty();
    }
    if (type == IqType.SET) {
      XmlElement publish = payload.only("publish");
      XmlElement item = publish.only("item");
      String name = publish.required("node");
      XmlElement content = item.children().get(0);
      lies.published(from, name, Optional.ofNullable(node(from, name).get(item.required("id"))));
      node(from, name).put(item.required("id"), content);
      watcher.accept(new PepEvent(from, name, item.required("id"), Optional.of(content), false));
      return Optional.empty();
    }
    XmlElement items = payload.only("items");
    if (unreadable.contains(items.required("node"))) {
      throw new TransportException(TransportException.Reason.PROTOCOL, "cannot be read");
    }
    BareJid owner = to.account().orElseThrow();
    String name = items.required("node");
    Map<String, XmlElement> all = shown(from, owner, name);
    if (all.isEmpty()) {
      throw refusal("item-not-found");
    }
    XmlElement.Builder out =
        XmlElement.element(PUBSUB, "items").with("node", items.required("node"));
    Optional<String> wanted = items.child("item").flatMap(i -> i.attribute("id"));
    all.forEach(
        (id, content) -> {
          if (wanted.isEmpty() || wanted.get().equals(id)) {
            out.with(XmlElement.element(PUBSUB, "item").with("id", id).with(content).build());
          }
        });
    return Optional.of(XmlElement.element(PUBSUB, "pubsub").with(out.build()).build());
  }

  /** What that person is shown of somebody's node. */
  Map<String, XmlElement> shown(BareJid to, BareJid owner, String name) {
    return views.of(to, owner, name).orElse(lies.shown(owner, name, node(owner, name)));
  }

  private XmlElement prekeys(BareJid from, XmlElement payload)
      throws ProtocolException, TransportException {
    switch (payload.name()) {
      case DevicesQuery.NAME -> {
        return adding.known(from);
      }
      case DeviceAddition.NAME -> {
        return adding.add(from, DeviceAddition.parse(payload));
      }
      case StockQuery.NAME -> {
        DeviceAddress device = new DeviceAddress(from, StockQuery.parse(payload).device());
        return stockOf(device).toXml();
      }
      case PrekeyPublication.NAME -> {
        PrekeyPublication publication = PrekeyPublication.parse(payload);
        DeviceAddress device = new DeviceAddress(from, publication.device());
        published.put(device, publication);
        Map<Integer, SignedClaimKey> keys = stock.computeIfAbsent(device, d -> new TreeMap<>());
        publication.claimKeys().forEach(key -> keys.put(key.id().value(), key));
        return stockOf(device).toXml();
      }
      default -> {
        return claim(ClaimRequest.parse(payload)).toXml();
      }
    }
  }

  private Stock stockOf(DeviceAddress device) {
    return new Stock(device.device(), stock(device), published.containsKey(device));
  }

  private ClaimResponse claim(ClaimRequest request) {
    SortedMap<DeviceId, ClaimedBundle> bundles = new TreeMap<>();
    TreeSet<DeviceId> unavailable = new TreeSet<>();
    for (DeviceId each : request.devices()) {
      DeviceAddress device = new DeviceAddress(request.account(), each);
      PrekeyPublication publication = published.get(device);
      if (publication == null) {
        unavailable.add(each);
        continue;
      }
      Map<Integer, SignedClaimKey> keys = stock.get(device);
      SignedClaimKey key =
          keys.isEmpty() ? publication.lastResort() : keys.remove(keys.keySet().iterator().next());
      bundles.put(each, new ClaimedBundle(publication.identity(), publication.signedPreKey(), key));
    }
    return new ClaimResponse(request.account(), bundles, unavailable);
  }

  static TransportException refusal(String condition) {
    return new TransportException(new StanzaError(condition, "cancel", Optional.empty()));
  }
}
