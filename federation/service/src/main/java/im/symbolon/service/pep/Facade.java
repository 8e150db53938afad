package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.service.Refusal;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.prekeys.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError.Condition;

/** Stands before the PEP of a domain's accounts; what it does stands in this package's manual. */
public final class Facade {
  private static final Logger LOG = LoggerFactory.getLogger(Facade.class);
  private static final List<String> ACTIONS = List.of("publish", "retract");
  private static final List<String> OWNER_ACTIONS = List.of("delete", "purge");

  private final ServiceAddresses addresses;
  private final Parts parts;
  private final Settling settling;

  Facade(ServiceAddresses addresses, Parts parts, Settling settling) {
    this.addresses = addresses;
    this.parts = parts;
    this.settling = settling;
  }

  /** What the façade is made of; a part that is switched off is not there. */
  record Parts(
      Sightings sightings,
      Optional<ListPublishing> lists,
      Optional<BundlePublishing> bundles,
      Optional<BundleReading> reading) {}

  /**
   * Looks at a request of a session of this domain before PEP does, and changes it in place.
   *
   * @throws Refusal when PEP is not to see it
   */
  public void request(IQ request) throws Refusal {
    Element pubsub = request.getChildElement();
    if (request.getType() != IQ.Type.set || pubsub == null || !isToOwnPep(request)) {
      return;
    }
    try {
      BareJid account = BareJid.parse(request.getFrom().toBareJID());
      if (pubsub.getNamespaceURI().equals(Namespaces.PUBSUB)) {
        item(request.getFrom(), account, pubsub);
      } else if (pubsub.getNamespaceURI().equals(Namespaces.PUBSUB_OWNER)) {
        node(account, pubsub);
      }
    } catch (StoreException e) {
      LOG.warn("The database did not do its part", e);
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    } catch (ProtocolException e) {
      LOG.debug("{} has no PEP", request.getFrom(), e);
    }
  }

  private boolean isToOwnPep(IQ request) {
    JID from = request.getFrom();
    JID to = request.getTo();
    boolean session =
        from != null
            && from.getNode() != null
            && from.getResource() != null
            && addresses.domain().equals(from.getDomain());
    return session
        && (to == null
            || to.toString().equals(from.toBareJID())
            || to.toString().equals(addresses.domain())); // as Openfire 5 reads it
  }

  private void item(JID session, BareJid account, Element pubsub) throws Refusal, StoreException {
    for (Element action : actions(pubsub, ACTIONS)) {
      OmemoNode node = OmemoNode.named(action.attributeValue("node")).orElseThrow();
      boolean publish = action.getName().equals("publish");
      if (node.isList() && parts.lists().isPresent()) {
        if (publish) {
          parts.lists().get().publish(session, account, node.omemo(), action);
        } else {
          parts.lists().get().retract(session, account, node.omemo(), action);
        }
        settling.soon(session, account, node.omemo());
      } else if (!node.isList() && parts.bundles().isPresent()) {
        if (publish) {
          parts.bundles().get().publish(account, node, action);
        } else {
          parts.bundles().get().retract(account, node, action);
        }
      }
    }
  }

  private void node(BareJid account, Element pubsub) throws Refusal, StoreException {
    for (Element action : actions(pubsub, OWNER_ACTIONS)) {
      OmemoNode node = OmemoNode.named(action.attributeValue("node")).orElseThrow();
      if (node.isList() && parts.lists().isPresent()) {
        parts.lists().get().gone(account, node.omemo());
      } else if (!node.isList() && parts.bundles().isPresent()) {
        parts.bundles().get().gone(account, node);
      }
    }
  }

  /** The actions about nodes of ours. Where several are asked at once, the server does one. */
  private static List<Element> actions(Element pubsub, List<String> names) throws Refusal {
    List<Element> all = new ArrayList<>();
    List<Element> ours = new ArrayList<>();
    for (Object each : pubsub.elements()) {
      Element action = (Element) each;
      if (names.contains(action.getName())) {
        all.add(action);
        OmemoNode.named(action.attributeValue("node")).ifPresent(node -> ours.add(action));
      }
    }
    if (!ours.isEmpty() && all.size() > 1) {
      throw new Refusal(Condition.bad_request, "One thing at a time.");
    }
    return ours;
  }

  /** Looks at what a server says in the name of an account, and changes it in place. */
  public void said(Packet packet) {
    JID from = packet.getFrom();
    if (from == null
        || from.getNode() == null
        || from.getResource() != null
        || packet.getTo() == null
        || !addresses.domain().equals(from.getDomain())) {
      return;
    }
    if (packet instanceof IQ iq && iq.getType() == IQ.Type.result) {
      itemsIn(iq.getElement().element("pubsub"), Namespaces.PUBSUB)
          .ifPresent(items -> answer(from, iq.getTo(), items));
    } else if (packet instanceof Message message) {
      itemsIn(message.getElement().element("event"), Namespaces.PUBSUB_EVENT)
          .ifPresent(items -> list(from, message.getTo(), items, parts.sightings()::told));
    }
  }

  private static Optional<Element> itemsIn(Element parent, String namespace) {
    return parent == null || !namespace.equals(parent.getNamespaceURI())
        ? Optional.empty()
        : Optional.ofNullable(parent.element("items"));
  }

  private void answer(JID owner, JID reader, Element items) {
    list(owner, reader, items, parts.sightings()::saw);
    Optional<OmemoNode> node =
        OmemoNode.named(items.attributeValue("node")).filter(each -> !each.isList());
    if (!node.isPresent()
        || !parts.reading().isPresent()
        || reader.toBareJID().equals(owner.toBareJID())) {
      return;
    }
    try {
      parts.reading().get().answer(BareJid.parse(owner.toBareJID()), node.get(), items);
    } catch (StoreException | ProtocolException e) {
      LOG.warn("A bundle of {} is given out whole", owner, e);
    }
  }

  /** Takes note of a list that a session is given. */
  @FunctionalInterface
  private interface Note {
    void list(JID session, OmemoVersion omemo, Set<DeviceId> devices);
  }

  private static void list(JID owner, JID session, Element items, Note note) {
    OmemoNode.named(items.attributeValue("node"))
        .filter(OmemoNode::isList)
        .filter(node -> session.toBareJID().equals(owner.toBareJID()))
        .ifPresent(node -> note.list(session, node.omemo(), ListXml.devices(node.omemo(), items)));
  }
}
