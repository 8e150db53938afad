package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where each received stanza goes. Only storing a message happens on the reader thread. */
final class Incoming implements StanzaHandler {
  private static final Logger LOG = Logger.getLogger(Incoming.class.getName());

  private final BareJid account;
  private final Wire wire;
  private final MessageReader reader;
  private final StanzaSink sink;
  private final RoomTraffic rooms;
  private final RosterContacts contacts;
  private final Presences presences;
  private final RequestAnswers answers;
  private final TransportListener events;
  private final ExecutorService answerThread;

  /** Who is told what. */
  record Hearers(
      StanzaSink sink,
      RoomTraffic rooms,
      RosterContacts contacts,
      Presences presences,
      TransportListener events) {}

  Incoming(ConnectionConfig config, Wire wire, Hearers hearers, ExecutorService answerThread) {
    this.account = config.account();
    this.wire = wire;
    this.reader = new MessageReader(config.account());
    this.sink = hearers.sink();
    this.rooms = hearers.rooms();
    this.contacts = hearers.contacts();
    this.presences = hearers.presences();
    this.answers =
        new RequestAnswers(config.account(), OwnFeatures.DEFAULT, contacts, hearers.events());
    this.events = hearers.events();
    this.answerThread = answerThread;
  }

  @Override
  public boolean expects(String id) {
    return wire.requests().expects(id);
  }

  @Override
  public void answer(XmlElement iq) {
    wire.requests().answered(iq);
  }

  @Override
  public void unreadableAnswer(String id, ProtocolException why) {
    if (id != null) {
      wire.requests().unreadable(id, why);
    }
  }

  @Override
  public void request(XmlElement iq) {
    answerThread.execute(() -> reply(answers.answer(iq)));
  }

  @Override
  public void presence(XmlElement presence) {
    if (rooms.presence(presence)) {
      return;
    }
    presences.heard(presence);
    boolean asks = presence.attribute("type").filter("subscribe"::equals).isPresent();
    Optional<BareJid> from = presence.attribute("from").flatMap(Incoming::accountOf);
    if (asks && from.isPresent() && contacts.requested(from.get())) {
      EntityAddress to = EntityAddress.of(from.get());
      answerThread.execute(() -> reply(Stanzas.presence(to, Optional.of("subscribed"), List.of())));
    }
    boolean isThere = !presence.attribute("type").isPresent();
    if (isThere && from.isPresent()) {
      appeared(from.get(), presence);
    }
    if (isThere && from.filter(who -> contacts.find(who).isPresent()).isPresent()) {
      PortraitNodes.vcardPictureIn(presence)
          .ifPresent(sha1 -> events.vcardPicture(from.get(), sha1));
    }
  }

  /** Servers show us our own presence, too. */
  private void appeared(BareJid who, XmlElement presence) {
    if (!who.equals(account)) {
      events.contactPresent(who);
    } else if (!OwnFeatures.DEFAULT.areOf(presence)) {
      events.otherClientPresent();
    }
  }

  @Override
  public void message(XmlElement message) throws Exception {
    Arrival arrival = reader.read(message);
    if (arrival instanceof Arrival.Message stored) {
      if (!rooms.message(stored.stanza())) {
        sink.accept(stored.stanza());
      }
    } else if (arrival instanceof Arrival.Archived archived) {
      sink.archived(archived.result());
    } else if (arrival instanceof Arrival.RoomArchived archived) {
      rooms.archived(archived.room(), archived.result());
    } else if (arrival instanceof Arrival.Events news) {
      news.events().forEach(events::pepEvent);
    } else if (arrival instanceof Arrival.Refused refused) {
      LOG.log(Level.FINE, "left out: {0}", refused.why());
    }
  }

  private void reply(XmlElement stanza) {
    try {
      wire.send(stanza);
    } catch (TransportException e) {
      LOG.log(Level.FINE, "an answer could not be sent: {0}", e.reason());
    }
  }

  private static Optional<BareJid> accountOf(String address) {
    try {
      return EntityAddress.parse(address).account();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
