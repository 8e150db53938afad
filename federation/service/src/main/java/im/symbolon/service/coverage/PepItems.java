package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.ServiceAddresses;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.PacketError.Condition;

/** Reads the one item of a node of somebody's PEP, by an IQ in the domain's name. */
final class PepItems {
  /** Of one domain; some never answer. What is asked beyond counts as unanswered. */
  static final int MAX_UNDER_WAY = 50;

  private static final Logger LOG = LoggerFactory.getLogger(PepItems.class);
  private static final String CURRENT = "current";

  private final ServiceAddresses addresses;
  private final Host host;
  private final Map<String, Integer> underWay = new HashMap<>();

  PepItems(ServiceAddresses addresses, Host host) {
    this.addresses = addresses;
    this.host = host;
  }

  /**
   * What a node was found to hold.
   *
   * @param isCertain false when it may not be seen, or nobody answered
   * @param content empty when there is no such item, or it is not certain
   */
  record Found(boolean isCertain, Optional<XmlElement> content) {
    static final Found NOTHING = new Found(true, Optional.empty());
    static final Found UNKNOWN = new Found(false, Optional.empty());
  }

  /**
   * Asks for the item {@code current}.
   *
   * @param then called later on the host's worker, unless that drops it
   */
  void find(BareJid owner, String node, Consumer<Found> then) {
    if (!begins(owner.domain())) {
      host.worker().execute(() -> then.accept(Found.UNKNOWN));
      return;
    }
    host.questions()
        .ask(
            question(owner, node),
            answer -> {
              ends(owner.domain());
              host.worker()
                  .execute(
                      () ->
                          then.accept(
                              answer.map(a -> found(a, owner, node)).orElse(Found.UNKNOWN)));
            });
  }

  private synchronized boolean begins(String domain) {
    int others = underWay.getOrDefault(domain, 0);
    if (others < MAX_UNDER_WAY) {
      underWay.put(domain, others + 1);
    }
    return others < MAX_UNDER_WAY;
  }

  private synchronized void ends(String domain) {
    underWay.computeIfPresent(domain, (same, count) -> count == 1 ? null : count - 1);
  }

  private IQ question(BareJid owner, String node) {
    IQ question = new IQ(IQ.Type.get, UUID.randomUUID().toString());
    question.setFrom(new JID(addresses.domain()));
    question.setTo(new JID(owner.toString()));
    Element items = question.setChildElement("pubsub", Namespaces.PUBSUB).addElement("items");
    items.addAttribute("node", node).addElement("item").addAttribute("id", CURRENT);
    return question;
  }

  private static Found found(IQ answer, BareJid owner, String node) {
    if (answer.getFrom() == null || !answer.getFrom().toString().equals(owner.toString())) {
      return Found.UNKNOWN;
    }
    if (answer.getType() != IQ.Type.result) {
      PacketError error = answer.getError();
      boolean isNone = error != null && error.getCondition() == Condition.item_not_found;
      return isNone ? Found.NOTHING : Found.UNKNOWN;
    }
    Element pubsub = answer.getElement().element("pubsub");
    return pubsub == null ? Found.UNKNOWN : found(pubsub, owner, node);
  }

  private static Found found(Element pubsub, BareJid owner, String node) {
    try {
      Optional<XmlElement> items =
          Dom4jXml.read(pubsub)
              .child(Namespaces.PUBSUB, "items")
              .filter(each -> each.attribute("node").filter(node::equals).isPresent());
      return new Found(
          items.isPresent(),
          items
              .flatMap(each -> each.child("item"))
              .filter(item -> item.attribute("id").filter(CURRENT::equals).isPresent())
              .flatMap(item -> item.children().stream().findFirst()));
    } catch (ProtocolException e) {
      LOG.debug("What {} has at {} is no device list", owner, node, e);
      return Found.UNKNOWN;
    }
  }
}
