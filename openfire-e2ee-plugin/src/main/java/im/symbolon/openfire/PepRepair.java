package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/**
 * Makes Openfire's PEP carry OMEMO's nodes; all others pass untouched.
 *
 * <ul>
 *   <li>Openfire 4.2 ignores publish-options and makes nodes that hold one item, forget it at a
 *       restart, and cannot be read by strangers. Before a publication to an OMEMO node passes, the
 *       node is created and configured in its owner's name as the options say, by default open.
 *       That also repairs nodes from before. The answers to those two requests never reach the
 *       client.
 *   <li>Openfire up to 5.1 does not answer {@code max_items=max} at all, which XEP-0384 demands.
 *       The word is replaced by {@link OmemoNode#MAX_BUNDLES}, in options and in configurations.
 * </ul>
 */
final class PepRepair implements PacketInterceptor {
  private static final List<String> ACCESS_MODELS = List.of("open", "presence", "whitelist");

  private final String domain;
  private final boolean optionsAreHonoured;
  private final Consumer<IQ> router;
  private final String idPrefix;
  private final AtomicLong requests = new AtomicLong();

  /**
   * Builds the interceptor.
   *
   * @param optionsAreHonoured whether the host's PEP keeps publish-options by itself
   * @param router takes requests in a user's name
   * @param idPrefix of those requests; must not be guessed by a client
   */
  PepRepair(String domain, boolean optionsAreHonoured, Consumer<IQ> router, String idPrefix) {
    this.domain = domain;
    this.optionsAreHonoured = optionsAreHonoured;
    this.router = router;
    this.idPrefix = idPrefix;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed)
      throws PacketRejectedException {
    if (processed || !(packet instanceof IQ iq)) {
      return;
    }
    boolean ours = iq.getID() != null && iq.getID().startsWith(idPrefix);
    if (ours && iq.isResponse()) {
      throw new PacketRejectedException(); // without a text: nobody is told
    }
    if (!ours && incoming && iq.getType() == IQ.Type.set && isToOwnPep(iq)) {
      repair(iq);
    }
  }

  private boolean isToOwnPep(IQ iq) {
    JID from = iq.getFrom();
    return from != null
        && from.getNode() != null
        && domain.equals(from.getDomain())
        && (iq.getTo() == null
            || iq.getTo().toBareJID().equals(from.toBareJID())
            || isReadAsOwnPep(iq.getTo()));
  }

  /** Since 5, the domain's own address stands for the sender's PEP. */
  private boolean isReadAsOwnPep(JID to) {
    return optionsAreHonoured && to.toString().equals(domain);
  }

  private void repair(IQ iq) {
    Element pubsub = iq.getElement().element("pubsub");
    if (pubsub == null) {
      return;
    }
    if (Namespaces.PUBSUB_OWNER.equals(pubsub.getNamespaceURI())) {
      Element configure = pubsub.element("configure");
      node(configure).ifPresent(node -> PepForm.replaceMax(configure, node.maxItems()));
    } else if (Namespaces.PUBSUB.equals(pubsub.getNamespaceURI())) {
      node(pubsub.element("create"))
          .ifPresent(node -> PepForm.replaceMax(pubsub.element("configure"), node.maxItems()));
      node(pubsub.element("publish")).ifPresent(node -> publication(iq, pubsub, node));
    }
  }

  private static Optional<OmemoNode> node(Element element) {
    return element == null ? Optional.empty() : OmemoNode.named(element.attributeValue("node"));
  }

  private void publication(IQ iq, Element pubsub, OmemoNode node) {
    Element options = pubsub.element("publish-options");
    PepForm.replaceMax(options, node.maxItems());
    if (optionsAreHonoured) {
      return;
    }
    String access =
        PepForm.value(options, PepForm.ACCESS_MODEL).filter(ACCESS_MODELS::contains).orElse("open");
    route(iq, create(node, access));
    route(iq, configure(node, access));
  }

  private static IQ create(OmemoNode node, String access) {
    IQ create = new IQ(IQ.Type.set);
    Element pubsub = create.setChildElement("pubsub", Namespaces.PUBSUB);
    pubsub.addElement("create").addAttribute("node", node.name());
    PepForm.configure(pubsub.addElement("configure"), access, node.maxItems());
    return create;
  }

  private static IQ configure(OmemoNode node, String access) {
    IQ configure = new IQ(IQ.Type.set);
    Element pubsub = configure.setChildElement("pubsub", Namespaces.PUBSUB_OWNER);
    Element form = pubsub.addElement("configure").addAttribute("node", node.name());
    PepForm.configure(form, access, node.maxItems());
    return configure;
  }

  private void route(IQ cause, IQ request) {
    request.setID(idPrefix + "-" + requests.incrementAndGet());
    request.setFrom(cause.getFrom());
    router.accept(request);
  }
}
