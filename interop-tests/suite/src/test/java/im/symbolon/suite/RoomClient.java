package im.symbolon.suite;

import static im.symbolon.suite.TransportClient.SOON;
import static im.symbolon.suite.TransportClient.password;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.rooms.Bookmarks;
import im.symbolon.messenger.xmpp.rooms.Departure;
import im.symbolon.messenger.xmpp.rooms.Invitation;
import im.symbolon.messenger.xmpp.rooms.Nick;
import im.symbolon.messenger.xmpp.rooms.RoomAdministration;
import im.symbolon.messenger.xmpp.rooms.RoomListener;
import im.symbolon.messenger.xmpp.rooms.RoomMessage;
import im.symbolon.messenger.xmpp.rooms.RoomPatience;
import im.symbolon.messenger.xmpp.rooms.RoomSink;
import im.symbolon.messenger.xmpp.rooms.RoomSurroundings;
import im.symbolon.messenger.xmpp.rooms.Rooms;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** A device that goes into rooms over the real transport, and remembers what they tell. */
public final class RoomClient implements RoomListener, RoomSink, AutoCloseable {
  private static final RoomPatience PATIENCE =
      new RoomPatience(
          Duration.ofSeconds(20),
          Duration.ofSeconds(4),
          new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2)));

  public final List<RoomMessage> messages = new CopyOnWriteArrayList<>();
  public final List<Invitation> invitations = new CopyOnWriteArrayList<>();
  public final List<Departure> departures = new CopyOnWriteArrayList<>();
  public final List<BareJid> joined = new CopyOnWriteArrayList<>();
  public final List<String> changes = new CopyOnWriteArrayList<>();
  public final AtomicInteger storingFails = new AtomicInteger();
  public final TransportClient client;
  public final Rooms rooms;
  public final Bookmarks bookmarks;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  public RoomClient(ConnectionConfig config) {
    client = new TransportClient(config);
    rooms =
        new Rooms(
            client.transport,
            client.disco,
            new Rooms.Ears(this, this),
            new RoomSurroundings(Clock.systemUTC(), new SecureRandom(), timer, worker, PATIENCE));
    bookmarks = new Bookmarks(client.pep, client.address());
  }

  /** Registers the account and connects one device of it. */
  public static RoomClient register(FederationLab lab, String account) throws Exception {
    RoomClient client = new RoomClient(TransportClient.config(lab, account, "one"));
    client.client.transport.register(password());
    client.client.transport.connect(password());
    return client;
  }

  /** Connects one more device. */
  public static RoomClient login(FederationLab lab, String account) throws Exception {
    RoomClient client = new RoomClient(TransportClient.config(lab, account, "two"));
    client.client.transport.connect(password());
    return client;
  }

  public BareJid address() {
    return client.address();
  }

  public RoomAdministration administration() {
    return rooms.administration();
  }

  /** Under the account's own name. */
  public Nick nick() {
    return new Nick(address().local());
  }

  public void enter(BareJid room) {
    rooms.join(room, nick());
    awaitInside(room);
  }

  public void awaitInside(BareJid room) {
    await().atMost(SOON).until(() -> rooms.isInside(room));
  }

  public Departure awaitDeparture() {
    await().atMost(SOON).until(() -> !departures.isEmpty());
    return departures.get(departures.size() - 1);
  }

  /** Says something, which is nothing but its id. */
  public void say(BareJid room, String id) throws Exception {
    XmlElement sealed = XmlElement.element("urn:symbolon:groups:0", "sealed").build();
    rooms.send(room, id, List.of(sealed));
  }

  public RoomMessage awaitMessage(String id) {
    await().atMost(SOON).until(() -> messages.stream().anyMatch(m -> is(m, id)));
    return messages.stream().filter(m -> is(m, id)).findFirst().orElseThrow();
  }

  private static boolean is(RoomMessage message, String id) {
    return message.stanza().id().filter(id::equals).isPresent();
  }

  @Override
  public void accept(RoomMessage message) {
    if (storingFails.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("the disk is full");
    }
    messages.add(message);
  }

  @Override
  public void invited(Invitation invitation) {
    invitations.add(invitation);
  }

  /** Everybody but who is called a stranger. */
  @Override
  public boolean knows(BareJid account) {
    return !account.local().startsWith("stranger");
  }

  @Override
  public void joined(BareJid room, Nick as) {
    joined.add(room);
  }

  @Override
  public void left(BareJid room, Departure why) {
    departures.add(why);
  }

  @Override
  public void affiliationsChanged(BareJid room) {
    changes.add("affiliations");
  }

  @Override
  public void configurationChanged(BareJid room) {
    changes.add("configuration");
  }

  @Override
  public void subjectChanged(BareJid room) {
    changes.add("subject");
  }

  @Override
  public void close() {
    rooms.close();
    client.close();
    timer.shutdownNow();
    worker.shutdownNow();
  }
}
