package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.CLIENT;
import static im.symbolon.protocol.Namespaces.PUBSUB_EVENT;

import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells messages, copies of own conversations (XEP-0280), archived messages (XEP-0313) and news of
 * personal nodes (XEP-0163) apart.
 *
 * <p>A copy is believed only when the server itself sent it for our account (XEP-0280 §11;
 * CVE-2017-5589 and its kin): the outer sender is the own bare address, and the copied message is
 * one that our account sent, or one addressed to it.
 */
final class MessageReader {
  static final String CARBONS = "urn:xmpp:carbons:2";
  static final String FORWARD = "urn:xmpp:forward:0";
  private static final String DELAY = "urn:xmpp:delay";

  private final EntityAddress account;
  private final ArchiveReader archive;

  MessageReader(BareJid account) {
    this.account = EntityAddress.of(account);
    this.archive = new ArchiveReader(account, this);
  }

  Arrival read(XmlElement message) {
    try {
      if (ArchiveReader.isResult(message)) {
        return archive.read(message);
      }
      Optional<XmlElement> sent = message.child(CARBONS, "sent");
      Optional<XmlElement> received = message.child(CARBONS, "received");
      if (sent.isPresent() || received.isPresent()) {
        return copy(message, sent, received);
      }
      IncomingStanza stanza = stanza(message, Origin.LIVE, delay(message), Optional.empty());
      Optional<XmlElement> event = message.child(PUBSUB_EVENT, "event");
      if (event.isPresent() && stanza.sender().isPresent() && !stanza.type().equals("error")) {
        return new Arrival.Events(events(stanza.sender().get(), event.get()));
      }
      return new Arrival.Message(stanza);
    } catch (ProtocolException | RuntimeException e) {
      // Whatever a stranger thought of: it must not come back as a message that was not stored.
      return new Arrival.Refused("a message without proper addresses");
    }
  }

  private Arrival copy(XmlElement message, Optional<XmlElement> sent, Optional<XmlElement> received)
      throws ProtocolException {
    if (!address(message, "from").equals(account) || (sent.isPresent() && received.isPresent())) {
      return new Arrival.Refused("a copy that our server did not make");
    }
    XmlElement carbon = sent.orElseGet(received::get);
    Optional<XmlElement> inner =
        carbon.child(FORWARD, "forwarded").flatMap(f -> f.child(CLIENT, "message"));
    if (!inner.isPresent()) {
      return new Arrival.Refused("a copy of nothing");
    }
    Origin origin = sent.isPresent() ? Origin.CARBON_SENT : Origin.CARBON_RECEIVED;
    Optional<Instant> since = carbon.child(FORWARD, "forwarded").flatMap(MessageReader::delay);
    IncomingStanza stanza =
        stanza(
            inner.get(), origin, since.isPresent() ? since : delay(inner.get()), Optional.empty());
    EntityAddress ours = sent.isPresent() ? stanza.from() : stanza.to();
    if (!ours.bare().equals(account)) {
      return new Arrival.Refused("a copy of somebody else's message");
    }
    return new Arrival.Message(stanza);
  }

  /**
   * @param archived the id that the archive gives to a message without one
   */
  IncomingStanza stanza(
      XmlElement message, Origin origin, Optional<Instant> since, Optional<String> archived)
      throws ProtocolException {
    List<XmlElement> extensions = new ArrayList<>(message.children().size());
    for (XmlElement child : message.children()) {
      if (!child.is(CLIENT, "body") && !child.is(CLIENT, "error")) {
        extensions.add(child);
      }
    }
    return new IncomingStanza(
        address(message, "from"),
        address(message, "to"),
        id(message, archived),
        message.attribute("type").orElse("normal"),
        origin,
        since,
        extensions,
        message.child(CLIENT, "error").map(StanzaError::of),
        message.child(CLIENT, "body").map(XmlElement::text));
  }

  private Optional<String> id(XmlElement message, Optional<String> archived) {
    Optional<String> own = message.attribute("id").filter(id -> !id.isEmpty());
    if (own.isPresent() || archived.isPresent()) {
      return own.isPresent() ? own : archived;
    }
    return ArchiveIds.among(message.children(), account.toString());
  }

  /** The server may leave out what is the own account's (RFC 6120 §8.1.1.1, §8.1.2.1). */
  private EntityAddress address(XmlElement message, String which) throws ProtocolException {
    Optional<String> text = message.attribute(which);
    return text.isPresent() ? EntityAddress.parse(text.get()) : account;
  }

  static Optional<Instant> delay(XmlElement parent) {
    Optional<String> stamp = parent.child(DELAY, "delay").flatMap(d -> d.attribute("stamp"));
    try {
      return stamp.map(s -> OffsetDateTime.parse(s).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static List<PepEvent> events(BareJid from, XmlElement event) {
    List<PepEvent> found = new ArrayList<>();
    for (XmlElement items : event.children("items")) {
      String node = items.attribute("node").orElse("");
      for (XmlElement child : items.children()) {
        boolean retracted = child.is(PUBSUB_EVENT, "retract");
        if ((retracted || child.is(PUBSUB_EVENT, "item")) && child.attribute("id").isPresent()) {
          Optional<XmlElement> payload = child.children().stream().findFirst();
          found.add(new PepEvent(from, node, child.attribute("id").get(), payload, retracted));
        }
      }
    }
    return found;
  }
}
