package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.PUBSUB;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Personal eventing (XEP-0163): publishing on the own account's nodes, reading anyone's.
 * Thread-safe.
 *
 * <p>Publishing leaves the node as the options say, also on servers that ignore publish-options
 * without a word (Openfire 4.2) or refuse some of them (ejabberd).
 */
public final class Pep {
  private static final Set<String> NOTHING_THERE =
      Set.of(
          "item-not-found",
          "forbidden",
          "not-authorized",
          "not-allowed",
          "service-unavailable",
          "feature-not-implemented");

  private final IqChannel channel;
  private final PepNodes nodes;

  public Pep(IqChannel channel, Disco disco) {
    this.channel = channel;
    this.nodes = new PepNodes(channel, disco);
  }

  /**
   * Publishes an item, replacing the one with the same id. Afterwards the node is configured as
   * asked.
   *
   * @throws TransportException STANZA_ERROR when the server refuses, and all of {@link
   *     IqChannel#iq}
   */
  public void publish(String node, String itemId, XmlElement payload, NodeOptions options)
      throws TransportException {
    XmlElement item = XmlElement.element(PUBSUB, "item").with("id", itemId).with(payload).build();
    XmlElement publish =
        XmlElement.element(PUBSUB, "publish").with("node", node).with(item).build();
    if (nodes.takesWithItem(options)) {
      try {
        request(publish, nodes.publishOptions(options));
        return;
      } catch (TransportException e) {
        if (!PepNodes.mayBeMisconfigured(e)) {
          throw e;
        }
        nodes.forget(node);
      }
    }
    nodes.ensure(node, options);
    request(publish);
  }

  /** One item; empty when there is none or we may not see it. */
  public Optional<XmlElement> item(BareJid owner, String node, String itemId)
      throws TransportException {
    XmlElement wanted = XmlElement.element(PUBSUB, "item").with("id", itemId).build();
    return read(owner, XmlElement.element(PUBSUB, "items").with("node", node).with(wanted).build())
        .stream()
        .filter(item -> item.id().equals(itemId))
        .map(PepItem::payload)
        .findFirst();
  }

  /** All items that the server gives; empty when there are none or we may not see them. */
  public List<PepItem> items(BareJid owner, String node) throws TransportException {
    return read(owner, XmlElement.element(PUBSUB, "items").with("node", node).build());
  }

  /** Takes an own item away and tells the subscribers. Succeeds when it is not there. */
  public void retract(String node, String itemId) throws TransportException {
    XmlElement item = XmlElement.element(PUBSUB, "item").with("id", itemId).build();
    try {
      request(
          XmlElement.element(PUBSUB, "retract")
              .with("node", node)
              .with("notify", "true")
              .with(item)
              .build());
    } catch (TransportException e) {
      if (!e.isStanzaError("item-not-found")) {
        throw e;
      }
    }
  }

  private List<PepItem> read(BareJid owner, XmlElement items) throws TransportException {
    XmlElement question = XmlElement.element(PUBSUB, "pubsub").with(items).build();
    try {
      return channel
          .iq(IqType.GET, EntityAddress.of(owner), question)
          .flatMap(answer -> answer.child(PUBSUB, "items"))
          .map(Pep::parse)
          .orElse(List.of());
    } catch (TransportException e) {
      if (e.stanzaError().isPresent()
          && NOTHING_THERE.contains(e.stanzaError().get().condition())) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<PepItem> parse(XmlElement items) {
    List<PepItem> found = new ArrayList<>();
    for (XmlElement item : items.children("item")) {
      if (item.attribute("id").isPresent() && !item.children().isEmpty()) {
        found.add(new PepItem(item.attribute("id").get(), item.children().get(0)));
      }
    }
    return Collections.unmodifiableList(found);
  }

  private void request(XmlElement... parts) throws TransportException {
    XmlElement question = XmlElement.element(PUBSUB, "pubsub").with(List.of(parts)).build();
    channel.iq(IqType.SET, EntityAddress.of(channel.account()), question);
  }
}
