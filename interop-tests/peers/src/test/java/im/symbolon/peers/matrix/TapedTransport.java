package im.symbolon.peers.matrix;

import static im.symbolon.protocol.Namespaces.CLIENT;

import im.symbolon.messenger.Messenger.TransportMaker;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.Contacts;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.RoomTraffic;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.peers.matrix.Stanza.Way;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our transport with everything that goes through it on a tape. It can be told to send what it is
 * given twice over the wire, as a client does whose connection broke at the wrong moment.
 */
final class TapedTransport implements XmppTransport {
  private final Tape tape;
  private final Map<String, OutgoingStanza> again = new ConcurrentHashMap<>();
  private final Map<String, OutgoingStanza> repeated = new ConcurrentHashMap<>();
  private volatile boolean twice;
  private XmppTransport real;

  private TapedTransport(Tape tape) {
    this.tape = tape;
  }

  /** Around the transport that this maker makes. */
  static TapedTransport around(TransportMaker maker, Ends ends, Tape tape) {
    TapedTransport taped = new TapedTransport(tape);
    taped.real =
        maker.make(
            stanza -> {
              tape.add(Way.RECEIVED, xml(stanza));
              ends.sink().accept(stanza);
            },
            taped.new Listener(ends.listener()));
    return taped;
  }

  /** Where what comes in goes to. */
  record Ends(im.symbolon.messenger.xmpp.StanzaSink sink, TransportListener listener) {}

  /** From now on every message is sent twice, or no longer. */
  void sendTwice(boolean really) {
    twice = really;
  }

  @Override
  public void send(OutgoingStanza stanza) throws TransportException {
    if (twice) {
      again.put(stanza.id(), stanza);
    }
    tape.add(Way.SENT, xml(stanza));
    real.send(stanza);
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    String frame = "<iq type='" + type.name().toLowerCase(java.util.Locale.ROOT) + "' to='" + to;
    tape.add(Way.SENT, frame + "'>" + payload.toXml() + "</iq>");
    try {
      Optional<XmlElement> answer = real.iq(type, to, payload);
      String inside = answer.map(XmlElement::toXml).orElse("");
      tape.add(Way.RECEIVED, "<iq type='result' from='" + to + "'>" + inside + "</iq>");
      return answer;
    } catch (TransportException e) {
      tape.add(Way.RECEIVED, "<iq type='error' from='" + to + "'/> " + e.getMessage());
      throw e;
    }
  }

  private static String xml(OutgoingStanza stanza) {
    XmlElement message =
        XmlElement.element(CLIENT, "message")
            .with("to", stanza.to().toString())
            .with("type", stanza.type().name().toLowerCase(java.util.Locale.ROOT))
            .with("id", stanza.id())
            .with(stanza.extensions())
            .build();
    return message.toXml();
  }

  private static String xml(IncomingStanza stanza) {
    XmlElement.Builder message =
        XmlElement.element(CLIENT, "message")
            .with("from", stanza.from().toString())
            .with("to", stanza.to().toString())
            .with("type", stanza.type());
    stanza.id().ifPresent(id -> message.with("id", id));
    stanza
        .body()
        .ifPresent(body -> message.with(XmlElement.element(CLIENT, "body").text(body).build()));
    message.with(stanza.extensions());
    String error = stanza.error().map(e -> " " + e).orElse("");
    String origin =
        stanza.origin() == IncomingStanza.Origin.LIVE ? "" : " (" + stanza.origin() + ")";
    return message.build().toXml() + origin + error;
  }

  @Override
  public BareJid account() {
    return real.account();
  }

  @Override
  public long stream() {
    return real.stream();
  }

  @Override
  public void register(Password password) throws TransportException {
    real.register(password);
  }

  @Override
  public void connect(Password password) throws TransportException {
    real.connect(password);
  }

  @Override
  public void keepConnected(Password password) {
    real.keepConnected(password);
  }

  @Override
  public void retryNow() {
    real.retryNow();
  }

  @Override
  public ConnectionState state() {
    return real.state();
  }

  @Override
  public void presence(EntityAddress to, Optional<String> type, List<XmlElement> content)
      throws TransportException {
    real.presence(to, type, content);
  }

  @Override
  public void hear(RoomTraffic rooms) {
    real.hear(rooms);
  }

  @Override
  public void tell(Runnable event) {
    real.tell(event);
  }

  @Override
  public Contacts contacts() {
    return real.contacts();
  }

  @Override
  public void close() {
    real.close();
  }

  /** Passes on what the transport tells. */
  private final class Listener implements TransportListener {
    private final TransportListener engine;

    Listener(TransportListener engine) {
      this.engine = engine;
    }

    /** The transport takes the same message again once it was acknowledged, which is told once. */
    @Override
    public void acknowledged(String id) {
      if (repeated.remove(id) != null) {
        return;
      }
      OutgoingStanza stanza = again.remove(id);
      if (stanza != null) {
        repeat(stanza);
      }
      engine.acknowledged(id);
    }

    private void repeat(OutgoingStanza stanza) {
      try {
        repeated.put(stanza.id(), stanza);
        tape.add(Way.SENT, xml(stanza));
        real.send(stanza);
      } catch (TransportException e) {
        repeated.remove(stanza.id());
        tape.add(Way.SENT, "NOT sent again: " + e.getMessage());
      }
    }

    @Override
    public void stateChanged(ConnectionState state) {
      engine.stateChanged(state);
    }

    @Override
    public void dropped(String id) {
      if (repeated.remove(id) == null) {
        engine.dropped(id);
      }
    }

    @Override
    public void pepEvent(PepEvent event) {
      String payload = event.payload().map(XmlElement::toXml).orElse("");
      tape.add(
          Way.RECEIVED,
          "<message from='"
              + event.from()
              + "'><event node='"
              + event.node()
              + "'>"
              + payload
              + "</event></message>");
      engine.pepEvent(event);
    }

    @Override
    public void subscriptionRequested(BareJid from) {
      engine.subscriptionRequested(from);
    }

    @Override
    public void contactPresent(BareJid contact) {
      engine.contactPresent(contact);
    }

    @Override
    public void otherClientPresent() {
      engine.otherClientPresent();
    }

    @Override
    public void contactsChanged() {
      engine.contactsChanged();
    }
  }
}
