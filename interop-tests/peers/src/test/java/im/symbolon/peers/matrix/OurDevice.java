package im.symbolon.peers.matrix;

import static im.symbolon.protocol.Namespaces.PUBSUB;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.Linked;
import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.SmackTransport;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.messenger.xmpp.rooms.RoomPatience;
import im.symbolon.messenger.xmpp.rooms.RoomSurroundings;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A device of ours: the messenger as it is, on a transport with a tape. */
final class OurDevice implements MessengerListener, AutoCloseable {
  private final SecureRandom random = new SecureRandom();
  private final Tape tape = new Tape();
  private final List<ChatMessage> received = new CopyOnWriteArrayList<>();
  private final List<BareJid> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch announced = new CountDownLatch(1);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService asking = Executors.newSingleThreadExecutor();
  private final ConnectionConfig config;
  private final Messenger messenger;
  private TapedTransport transport;

  private OurDevice(FederationLab lab, BareJid account, String name) throws Exception {
    config = config(lab, account, name);
    messenger =
        Messenger.open(
                new Surroundings(
                    account, new MemoryRowStore(), random::nextBytes, Clock.systemUTC()),
                this::transport,
                Messenger.rooms(
                    new RoomSurroundings(
                        Clock.systemUTC(), random, timer, asking, RoomPatience.DEFAULT)))
            .listen(this);
  }

  /** The first device of a new account, which others can write to. */
  static OurDevice joining(FederationLab lab, BareJid account) throws Exception {
    OurDevice device = new OurDevice(lab, account, "first");
    try (Password password = device.password()) {
      device.messenger.register(password);
    }
    device.connect();
    return device.announced();
  }

  /** One more device of this account, which this one links. */
  OurDevice linking(FederationLab lab, String name) throws Exception {
    OurDevice device = new OurDevice(lab, account(), name);
    device.connect();
    Linked.by(messenger, device.messenger, Linked.With.NOTHING);
    return device.announced();
  }

  private static ConnectionConfig config(FederationLab lab, BareJid account, String name)
      throws LabException {
    RunningServer server = lab.host(account.domain());
    return ConnectionConfig.of(account, name)
        .at(new ConnectionConfig.Endpoint(server.address().getHostAddress(), server.c2sPort()))
        .trusting(lab.ca().trustManager());
  }

  private XmppTransport transport(StanzaSink sink, TransportListener listener) {
    transport =
        TapedTransport.around(
            (s, l) -> new SmackTransport(config, s, l, Backoff.DEFAULT, random, timer),
            new TapedTransport.Ends(sink, listener),
            tape);
    return transport;
  }

  private void connect() throws TransportException {
    try (Password password = password()) {
      messenger.connect(password);
    }
  }

  private OurDevice announced() throws InterruptedException {
    if (!announced.await(Patience.USUAL.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(account() + " was not announced in time");
    }
    return this;
  }

  private Password password() {
    return Password.of(Device.passwordOf(account()).toCharArray());
  }

  BareJid account() {
    return config.account();
  }

  Messenger messenger() {
    return messenger;
  }

  TapedTransport transport() {
    return transport;
  }

  Tape tape() {
    return tape;
  }

  /** The texts that came from a contact, in order of arrival. */
  List<String> read(BareJid from) {
    List<String> texts = new ArrayList<>();
    for (ChatMessage each : received) {
      if (each.sender().equals(from) && each.note().isEmpty()) {
        texts.add(each.text());
      }
    }
    return texts;
  }

  /** What a server says when we ask for somebody's devices. */
  String answerAboutDevices(BareJid account) {
    XmlElement items =
        XmlElement.element(PUBSUB, "items").with("node", Namespaces.OMEMO_2_DEVICES).build();
    XmlElement question = XmlElement.element(PUBSUB, "pubsub").with(items).build();
    try {
      return transport
          .iq(IqType.GET, EntityAddress.of(account), question)
          .map(XmlElement::toXml)
          .orElse("nothing");
    } catch (TransportException e) {
      return e.getMessage();
    }
  }

  /** What could not be read, for people. */
  List<String> notes() {
    return received.stream()
        .flatMap(each -> each.note().map(note -> each.sender() + ": " + note).stream())
        .toList();
  }

  /** Who asked to see us. */
  List<BareJid> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void deviceAnnounced() {
    announced.countDown();
  }

  @Override
  public void contactRequested(BareJid from) {
    requests.add(from);
  }

  @Override
  public void messageReceived(ChatMessage message) {
    received.add(message);
  }

  @Override
  public void close() {
    messenger.close();
    asking.shutdownNow();
    timer.shutdownNow();
  }
}
