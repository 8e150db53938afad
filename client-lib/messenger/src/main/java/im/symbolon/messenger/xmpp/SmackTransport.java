package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The transport on Smack 4.4.8. See the package's manual for how it keeps its promises. */
public final class SmackTransport implements XmppTransport {
  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final long CLOSE_SECONDS = 5;
  private static final long LAST_ACKNOWLEDGEMENT_MILLIS = 1_000;

  private final ConnectionConfig config;
  private final SecureRandom random;
  private final Wire wire;
  private final InFlight inFlight = new InFlight();
  private final RoomHub rooms = new RoomHub();
  private final OrderedEvents events;
  private final RosterContacts contacts;
  private final Presences presences;
  private final Incoming incoming;
  private final StreamOpening opening;
  private final Connector connector;
  private final ScheduledExecutorService timer;
  private final ExecutorService eventThread = Threads.ordered("symbolon-events");
  private final ExecutorService connectorThread = Threads.ordered("symbolon-connector");
  private final ExecutorService answerThread = Threads.expendable("symbolon-answers");
  private final Future<?> keepAlive;
  private volatile boolean closing;

  /**
   * Makes a transport that is not connected yet.
   *
   * @param config where and as whom
   * @param sink where messages are stored
   * @param listener is told everything else
   * @param backoff the pauses between attempts
   * @param random for request ids and pauses
   * @param timer waits for pauses; not closed with the transport
   */
  public SmackTransport(
      ConnectionConfig config,
      StanzaSink sink,
      TransportListener listener,
      Backoff backoff,
      SecureRandom random,
      ScheduledExecutorService timer) {
    this.config = config;
    this.random = random;
    this.timer = timer;
    this.wire = new Wire(config, random);
    this.events = new OrderedEvents(listener, rooms, eventThread);
    this.contacts =
        new RosterContacts(this, (to, type) -> presence(to, Optional.of(type), List.of()), events);
    this.presences = new Presences(contacts, events, Clock.systemUTC());
    Incoming.Hearers hearers = new Incoming.Hearers(sink, rooms, contacts, presences, events);
    this.incoming = new Incoming(config, wire, hearers, answerThread);
    this.opening =
        new StreamOpening(
            wire, this::prepare, inFlight, new StreamOpening.Told(contacts, presences), events);
    this.connector = new Connector(opening, backoff, random, timer, connectorThread, events);
    this.keepAlive =
        timer.scheduleWithFixedDelay(
            this::probeWhenQuiet, QUIET.toMillis(), QUIET.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public BareJid account() {
    return config.account();
  }

  @Override
  public long stream() {
    return opening.count();
  }

  @Override
  public ConnectionState state() {
    return connector.state();
  }

  @Override
  public Contacts contacts() {
    return contacts;
  }

  @Override
  public Presence presence(BareJid contact) {
    return presences.of(contact);
  }

  @Override
  public void register(Password password) throws TransportException {
    new Registration(config, random).register(password, Optional.empty());
  }

  @Override
  public void register(Password password, String invitation) throws TransportException {
    new Registration(config, random).register(password, Optional.of(invitation));
  }

  @Override
  public void connect(Password password) throws TransportException {
    CompletableFuture<Void> first = connector.begin(password.copy(), false);
    try {
      first.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransportException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw wire.failures().translate(e);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is told as states
  public void keepConnected(Password password) {
    connector.begin(password.copy(), true);
  }

  @Override
  public void retryNow() {
    connector.retryNow();
  }

  @Override
  public void send(OutgoingStanza stanza) throws TransportException {
    XmlElement message = Stanzas.message(stanza);
    requireOnline();
    if (!inFlight.add(stanza.id())) {
      throw new IllegalArgumentException("a message with this id is under way");
    }
    try {
      wire.send(message);
    } catch (TransportException e) {
      if (inFlight.remove(stanza.id())) {
        throw e;
      }
      return; // told as dropped meanwhile
    }
    if (!wire.session().filter(SmackSession::acknowledges).isPresent()) {
      acknowledgeByPing(stanza.id());
    }
  }

  /** Servers without XEP-0198 take stanzas in order: an answer to a later one is as good. */
  private void acknowledgeByPing(String id) {
    ping(
        failure -> {
          if (failure == null || failure.reason() == Reason.STANZA_ERROR) {
            acknowledged(id);
          }
        });
  }

  private void acknowledged(String id) {
    if (inFlight.remove(id)) {
      events.acknowledged(id);
    }
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    requireOnline();
    return wire.await(wire.ask(type, to, payload));
  }

  @Override
  public void presence(EntityAddress to, Optional<String> type, List<XmlElement> content)
      throws TransportException {
    requireOnline();
    wire.send(Stanzas.presence(to, type, content));
  }

  @Override
  public void hear(RoomTraffic listener) {
    rooms.hear(listener);
  }

  @Override
  public void tell(Runnable event) {
    events.tell(event);
  }

  private void requireOnline() throws TransportException {
    if (closing || !connector.state().isOnline()) {
      throw wire.notConnected();
    }
  }

  private SmackSession prepare() throws TransportException {
    byte[] suffix = new byte[6];
    random.nextBytes(suffix);
    String resource =
        config.resource() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(suffix);
    return new SmackSession(config, resource, incoming, this::acknowledged, this::lost);
  }

  private void lost(SmackSession session, TransportException why) {
    if (wire.session().filter(current -> current == session).isPresent()) {
      if (!connector.state().isOnline()) {
        wire.requests().failAll(); // those that a new stream begins with
      }
      connector.lost(why);
    }
  }

  /** A dead TCP connection is only noticed by asking. */
  private void probeWhenQuiet() {
    Optional<SmackSession> quiet =
        wire.session()
            .filter(session -> connector.state().isOnline())
            .filter(session -> session.nanosSinceLastRead() > QUIET.toNanos() / 2);
    quiet.ifPresent(
        session ->
            answerThread.execute(
                () ->
                    ping(
                        failure -> {
                          if (failure != null && failure.reason() == Reason.TIMEOUT) {
                            session.breakOff();
                            lost(session, failure);
                          }
                        })));
  }

  /** Asks the server for a sign of life, and tells how it went: null when it came. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void ping(java.util.function.Consumer<TransportException> outcome) {
    try {
      Requests.Pending pending = wire.ask(IqType.GET, wire.ownDomain(), StreamOpening.PING);
      Future<?> deadline =
          timer.schedule(
              () -> wire.requests().timedOut(pending),
              config.answerWithin().toMillis(),
              TimeUnit.MILLISECONDS);
      pending
          .answer()
          .whenComplete(
              (pong, e) -> {
                deadline.cancel(false);
                outcome.accept(e == null ? null : wire.failures().translate(e));
              });
    } catch (TransportException e) {
      outcome.accept(e);
    }
  }

  @Override
  public void close() {
    closing = true; // whoever asks from now on would wait for an answer in vain
    keepAlive.cancel(false);
    CountDownLatch closed = new CountDownLatch(1);
    connector.close(
        () -> {
          wire.session().ifPresent(this::leave);
          inFlight.drain().forEach(events::dropped);
          wire.requests().failAll();
          closed.countDown();
        });
    try {
      if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        wire.session().ifPresent(SmackSession::breakOff);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answerThread.shutdownNow();
    connectorThread.shutdown();
  }

  /** Gives the server a moment to acknowledge what is under way, then logs out. */
  private void leave(SmackSession session) {
    try {
      if (session.isAlive()) {
        session.askForAcknowledgement();
        inFlight.awaitEmpty(LAST_ACKNOWLEDGEMENT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }
}
