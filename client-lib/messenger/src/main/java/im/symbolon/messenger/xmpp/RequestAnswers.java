package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.DISCO_INFO;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * Answers what others ask this client. Strangers get the answer that an absent device would give,
 * so that asking does not reveal who is online (RFC 6120 §8.3.3.19, RFC 6121 §11).
 */
final class RequestAnswers {
  static final String PING = "urn:xmpp:ping";

  private final BareJid account;
  private final OwnFeatures features;
  private final RosterContacts roster;
  private final TransportListener listener;

  RequestAnswers(
      BareJid account, OwnFeatures features, RosterContacts roster, TransportListener listener) {
    this.account = account;
    this.features = features;
    this.roster = roster;
    this.listener = listener;
  }

  /** The answer to a get or set. */
  XmlElement answer(XmlElement iq) {
    Optional<XmlElement> payload = iq.children().stream().findFirst();
    boolean set = iq.attribute("type").filter("set"::equals).isPresent();
    if (!payload.isPresent() || !isKnown(iq.attribute("from"))) {
      return refusal(iq);
    }
    XmlElement asked = payload.get();
    if (set && asked.is(RosterContacts.ROSTER, "query") && isOwn(iq.attribute("from"))) {
      roster.pushed(asked);
      return Stanzas.result(iq, Optional.empty());
    } else if (set && BlockCommand.isPush(asked) && isOwn(iq.attribute("from"))) {
      listener.blockListChanged();
      return Stanzas.result(iq, Optional.empty());
    } else if (!set && asked.is(PING, "ping")) {
      return Stanzas.result(iq, Optional.empty());
    } else if (!set && asked.is(DISCO_INFO, "query")) {
      return describe(iq, asked.attribute("node"));
    }
    return refusal(iq);
  }

  private XmlElement describe(XmlElement iq, Optional<String> node) {
    if (node.isPresent() && !features.isNode(node.get())) {
      return Stanzas.error(iq, "cancel", "item-not-found");
    }
    XmlElement.Builder query = XmlElement.element(DISCO_INFO, "query");
    node.ifPresent(n -> query.with("node", n));
    features.describe(query);
    return Stanzas.result(iq, Optional.of(query.build()));
  }

  private static XmlElement refusal(XmlElement iq) {
    return Stanzas.error(iq, "cancel", "service-unavailable");
  }

  /** Our server, our account, or a contact that may see our presence. */
  private boolean isKnown(Optional<String> from) {
    if (isOwn(from)) {
      return true;
    }
    try {
      EntityAddress sender = EntityAddress.parse(from.get());
      return sender.account().isPresent()
          ? roster.maySeeUs(sender.account().get())
          : sender.domain().equals(account.domain());
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** The account itself; the server may leave that out (RFC 6120 §8.1.2.1). */
  private boolean isOwn(Optional<String> from) {
    try {
      return !from.isPresent()
          || EntityAddress.parse(from.get()).account().filter(account::equals).isPresent();
    } catch (ProtocolException e) {
      return false;
    }
  }
}
