package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.Contacts;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.RoomChannel;
import im.symbolon.messenger.xmpp.RoomTraffic;
import im.symbolon.messenger.xmpp.SecureXmlAccess;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** A connection and the chat service behind it, which say what a test tells them to. */
final class ScriptedService implements RoomChannel {
  static final BareJid ALICE = new BareJid("alice", "alpha.test");
  static final BareJid BOB = new BareJid("bob", "beta.test");
  static final BareJid TEA = new BareJid("tea", "conference.alpha.test");

  /** What was sent, as XML, in order. */
  final List<String> sent = new ArrayList<>();

  /** What was asked, each as type, addressee and payload. */
  final List<String> asked = new ArrayList<>();

  final List<BareJid> contacts = new ArrayList<>();
  final Queue<Runnable> events = new ArrayDeque<>();
  private final Map<String, Object> answers = new LinkedHashMap<>();
  RoomTraffic traffic;
  boolean online = true;
  boolean holdingEvents;
  long stream = 1;

  /** From now on questions that contain this are answered so. */
  void answers(String part, String xml) throws Exception {
    answers.put(part, SecureXmlAccess.parse(xml));
  }

  void refuses(String part, String condition) {
    answers.put(part, condition);
  }

  /** A room's presence for this device, with what is inside. */
  boolean presence(String from, String type, String inside) throws Exception {
    return traffic.presence(
        SecureXmlAccess.parse(
            "<presence xmlns='jabber:client' to='alice@alpha.test/one' from='"
                + from
                + "'"
                + (type.isEmpty() ? "" : " type='" + type + "'")
                + ">"
                + inside
                + "</presence>"));
  }

  /** What the room says of an occupant. */
  static String x(String item, int... codes) {
    StringBuilder x = new StringBuilder("<x xmlns='http://jabber.org/protocol/muc#user'>" + item);
    for (int code : codes) {
      x.append("<status code='").append(code).append("'/>");
    }
    return x + "</x>";
  }

  static String item(String account, String affiliation) {
    return "<item affiliation='" + affiliation + "' role='participant' jid='" + account + "'/>";
  }

  static String error(String condition) {
    return "<error type='cancel'><"
        + condition
        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
  }

  boolean message(String attributes, String inside) throws Exception {
    return traffic.message(SecureXmlAccess.message(ALICE, attributes, inside));
  }

  boolean message(IncomingStanza stanza) throws Exception {
    return traffic.message(stanza);
  }

  void reconnects(boolean resumed) {
    stream += resumed ? 0 : 1;
    online = true;
    traffic.online(resumed);
  }

  @Override
  public BareJid account() {
    return ALICE;
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    String question = type + " " + to + " " + payload.toXml();
    asked.add(question);
    for (Map.Entry<String, Object> each : answers.entrySet()) {
      if (question.contains(each.getKey())) {
        if (each.getValue() instanceof XmlElement answer) {
          return Optional.of(answer);
        }
        throw new TransportException(
            new StanzaError((String) each.getValue(), "cancel", Optional.empty()));
      }
    }
    return Optional.empty();
  }

  @Override
  public long stream() {
    return stream;
  }

  @Override
  public void send(OutgoingStanza stanza) throws TransportException {
    requireOnline();
    StringBuilder inside = new StringBuilder();
    stanza.extensions().forEach(e -> inside.append(e.toXml()));
    sent.add("<message " + stanza.type() + " " + stanza.to() + " " + stanza.id() + ">" + inside);
  }

  @Override
  public void presence(EntityAddress to, Optional<String> type, List<XmlElement> content)
      throws TransportException {
    requireOnline();
    StringBuilder inside = new StringBuilder();
    content.forEach(e -> inside.append(e.toXml()));
    sent.add("<presence " + type.orElse("available") + " " + to + ">" + inside);
  }

  private void requireOnline() throws TransportException {
    if (!online) {
      throw new TransportException(TransportException.Reason.NOT_CONNECTED, "There is none.");
    }
  }

  @Override
  public Contacts contacts() {
    return new Contacts() {
      @Override
      public List<Contact> all() {
        return contacts.stream()
            .map(c -> new Contact(c, Optional.empty(), Contact.Subscription.BOTH, false))
            .toList();
      }

      @Override
      public void add(BareJid contact, Optional<String> name) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void accept(BareJid contact) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void refuse(BareJid contact) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void remove(BareJid contact) {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public void hear(RoomTraffic rooms) {
    traffic = rooms;
  }

  @Override
  public void tell(Runnable event) {
    if (holdingEvents) {
      events.add(event);
    } else {
      event.run();
    }
  }
}
