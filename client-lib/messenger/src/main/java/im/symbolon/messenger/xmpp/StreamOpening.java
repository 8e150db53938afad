package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Resumes the earlier stream, or opens a new one: contact list, carbons and presence, in this
 * order, so that every message meets a prepared client. (Openfire 4.2 drops answers from other
 * domains before the presence.)
 */
final class StreamOpening implements Connector.Link {
  static final XmlElement PING = XmlElement.element(RequestAnswers.PING, "ping").build();

  private static final XmlElement CARBONS =
      XmlElement.element(MessageReader.CARBONS, "enable").build();

  /** Makes sessions; tells when an open one ended. */
  interface Sessions {
    SmackSession prepare() throws TransportException;
  }

  private final Wire wire;
  private final Sessions sessions;
  private final InFlight inFlight;
  private final Told told;
  private final TransportListener events;
  private final AtomicLong streams = new AtomicLong();

  StreamOpening(
      Wire wire, Sessions sessions, InFlight inFlight, Told told, TransportListener events) {
    this.wire = wire;
    this.sessions = sessions;
    this.inFlight = inFlight;
    this.told = told;
    this.events = events;
  }

  /** What a new stream tells anew. */
  record Told(RosterContacts contacts, Presences presences) {}

  /** Counts new streams; see {@link IqChannel#stream()}. */
  long count() {
    return streams.get();
  }

  @Override
  public boolean isAlive() {
    return wire.session().filter(SmackSession::isAlive).isPresent();
  }

  @Override
  public boolean open(Password password) throws TransportException {
    Optional<SmackSession> earlier = wire.session().filter(SmackSession::isResumable);
    SmackSession session = earlier.isPresent() ? earlier.get() : sessions.prepare();
    wire.attach(session);
    if (session.login(password)) {
      return true;
    }
    try {
      begin();
    } catch (TransportException e) {
      session.breakOff();
      throw e;
    }
    return false;
  }

  private void begin() throws TransportException {
    streams.incrementAndGet();
    inFlight.drain().forEach(events::dropped);
    wire.requests().failAll();
    told.presences().begin();
    told.contacts()
        .loaded(wire.await(wire.ask(IqType.GET, wire.ownAccount(), RosterContacts.query())));
    Requests.Pending carbons = wire.ask(IqType.SET, wire.ownAccount(), CARBONS);
    wire.send(
        XmlElement.element(Namespaces.CLIENT, "presence").with(OwnFeatures.DEFAULT.caps()).build());
    Requests.Pending present = wire.ask(IqType.GET, wire.ownDomain(), PING);
    awaitEvenRefusal(carbons); // without them, own other devices see less
    awaitEvenRefusal(present); // whoever answers this has taken the presence before
  }

  private void awaitEvenRefusal(Requests.Pending pending) throws TransportException {
    try {
      wire.await(pending);
    } catch (TransportException e) {
      if (e.reason() != Reason.STANZA_ERROR) {
        throw e;
      }
    }
  }
}
