package im.symbolon.suite;

import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.RunningServer;
import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.SmackTransport;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** A device on the real transport, which remembers all that it is told. */
public final class TransportClient implements TransportListener, StanzaSink, AutoCloseable {
  public static final Duration SOON = Duration.ofSeconds(15);
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(400));

  public final List<IncomingStanza> received = new CopyOnWriteArrayList<>();
  public final List<String> acknowledged = new CopyOnWriteArrayList<>();
  public final List<String> dropped = new CopyOnWriteArrayList<>();
  public final List<PepEvent> pepEvents = new CopyOnWriteArrayList<>();
  public final List<BareJid> subscriptionRequests = new CopyOnWriteArrayList<>();
  public final List<ConnectionState> states = new CopyOnWriteArrayList<>();
  public final AtomicInteger storingFails = new AtomicInteger();
  public final SmackTransport transport;
  public final Pep pep;
  public final Disco disco;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  public TransportClient(ConnectionConfig config) {
    transport = new SmackTransport(config, this, this, QUICK, new SecureRandom(), timer);
    disco = new Disco(transport);
    pep = new Pep(transport, disco);
  }

  public static ConnectionConfig config(FederationLab lab, String account, String resource)
      throws Exception {
    BareJid address = BareJid.parse(account);
    RunningServer server = lab.host(address.domain());
    return ConnectionConfig.of(address, resource)
        .at(new ConnectionConfig.Endpoint(server.address().getHostAddress(), server.c2sPort()))
        .trusting(lab.issuer(address.domain()).trustManager());
  }

  public static ConnectionConfig through(ConnectionConfig config, InetSocketAddress relay) {
    return config.at(
        new ConnectionConfig.Endpoint(relay.getAddress().getHostAddress(), relay.getPort()));
  }

  public static Password password() {
    return Password.of("correct horse".toCharArray());
  }

  /** Registers the account and connects one device of it. */
  public static TransportClient register(FederationLab lab, String account) throws Exception {
    TransportClient client = new TransportClient(config(lab, account, "one"));
    client.transport.register(password());
    client.transport.connect(password());
    return client;
  }

  /** Connects one more device. */
  public static TransportClient login(FederationLab lab, String account, String resource)
      throws Exception {
    TransportClient client = new TransportClient(config(lab, account, resource));
    client.transport.connect(password());
    return client;
  }

  public BareJid address() {
    return transport.account();
  }

  public void say(String id, BareJid to, String text) throws TransportException {
    XmlElement body = XmlElement.element(Namespaces.CLIENT, "body").text(text).build();
    transport.send(new OutgoingStanza(id, to, OutgoingStanza.Type.CHAT, List.of(body)));
  }

  /** Says it as soon as there is a connection. */
  public void sayWhenOnline(String id, BareJid to, String text) {
    awaitOnline();
    await().atMost(SOON).ignoreExceptions().untilAsserted(() -> say(id, to, text));
  }

  public void awaitOnline() {
    await().atMost(SOON).until(() -> transport.state().isOnline());
  }

  public IncomingStanza awaitText(String text) {
    await().atMost(SOON).until(() -> texts().contains(text));
    return received.stream()
        .filter(stanza -> stanza.body().filter(text::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  public List<String> texts() {
    return received.stream().flatMap(stanza -> stanza.body().stream()).toList();
  }

  @Override
  public void accept(IncomingStanza stanza) throws Exception {
    if (storingFails.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("the disk is full");
    }
    received.add(stanza);
  }

  @Override
  public void stateChanged(ConnectionState state) {
    states.add(state);
  }

  @Override
  public void acknowledged(String id) {
    acknowledged.add(id);
  }

  @Override
  public void dropped(String id) {
    dropped.add(id);
  }

  @Override
  public void pepEvent(PepEvent event) {
    pepEvents.add(event);
  }

  @Override
  public void subscriptionRequested(BareJid from) {
    subscriptionRequests.add(from);
  }

  @Override
  public void close() {
    transport.close();
    timer.shutdownNow();
  }
}
